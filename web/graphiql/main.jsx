// The GraphiQL page. What differs from server to server (endpoint, examples) is read from a JSON block in the page.
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { examplesPlugin } from './examples.jsx';
import { createFetcher } from './fetcher.js';
import './page.css';

const OPEN_AT_FIRST = 3; // tabs of a first visit; the rest of the examples wait in their pane

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(WORKER_FILES[label] ?? WORKER_FILES.editor, import.meta.url)),
};

const { endpoint, examples } = JSON.parse(document.getElementById('page-facts').textContent);
const asked = new URLSearchParams(window.location.search).get('example');
const firstVisit = localStorage.getItem('graphiql:tabState') === null;

// GraphiQL restores the tabs of the last visit and adds the initial query to them; at a first visit it takes these.
const linked = examples.find(({ slug }) => slug === asked);
const firstTabs = linked ? [linked] : examples.slice(0, OPEN_AT_FIRST);
const initial = firstVisit ? firstTabs[0] : linked;

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={createFetcher(endpoint)}
    plugins={[examplesPlugin(examples), HISTORY_PLUGIN]}
    visiblePlugin={firstVisit ? 'Examples' : undefined}
    defaultTabs={firstTabs.map(({ query, variables }) => ({ query, variables }))}
    initialQuery={initial?.query}
    initialVariables={initial?.variables}
    defaultEditorToolsVisibility="variables"
    defaultQuery=""
    shouldPersistHeaders={false}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo><a className="graphiql-logo-link" href="/">Stoa</a></GraphiQL.Logo>
  </GraphiQL>,
);
