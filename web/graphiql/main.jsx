// The GraphiQL page. What differs from server to server (endpoint, examples) is read from a JSON block in the page.
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import { examplesPlugin } from './examples.jsx';
import { createFetcher } from './fetcher.js';
import { lastActiveTab, storageWithoutHeaders } from './storage.js';
import './page.css';

const OPEN_AT_FIRST = 3; // tabs of a first visit; the rest of the examples wait in their pane
const ROOM_FOR_A_PANE = 800; // CSS pixels; below that an open pane leaves the editor no width

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(WORKER_FILES[label] ?? WORKER_FILES.editor, import.meta.url)),
};

const { endpoint, examples } = JSON.parse(document.getElementById('page-facts').textContent);
const asked = new URLSearchParams(window.location.search).get('example');
const linked = examples.find(({ slug }) => slug === asked);
const remembered = lastActiveTab();
const firstTabs = linked ? [linked] : examples.slice(0, OPEN_AT_FIRST);
const showExamples = !remembered && window.innerWidth >= ROOM_FOR_A_PANE;

// GraphiQL restores the tabs of the last visit and looks for the initial query among them, adding a tab when it isn't there.
// Without one it takes a query and variables that it kept apart from the tabs, which need not belong together.
const initial = linked ?? remembered ?? firstTabs[0];

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={createFetcher(endpoint)}
    plugins={[examplesPlugin(examples), HISTORY_PLUGIN]}
    visiblePlugin={showExamples ? 'Examples' : undefined}
    defaultTabs={firstTabs.map(({ query, variables }) => ({ query, variables }))}
    initialQuery={initial?.query ?? ''}
    initialVariables={initial?.variables ?? ''}
    defaultEditorToolsVisibility="variables"
    defaultQuery=""
    shouldPersistHeaders={false}
    storage={storageWithoutHeaders}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo><a className="graphiql-logo-link" href="/">Stoa</a></GraphiQL.Logo>
  </GraphiQL>,
);
