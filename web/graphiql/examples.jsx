// The Examples pane: a list of ready queries, each opened in a tab of its own.
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d="M9 18h6M10 21h4M12 3a6 6 0 0 0-3.8 10.6c.8.7 1.3 1.5 1.3 2.4h5c0-.9.5-1.7 1.3-2.4A6 6 0 0 0 12 3Z" />
    </svg>
  );
}

/** A function that shows an example: the tab that already holds it, the current one if that is empty, or a new one. */
function useOpenExample() {
  const { addTab, changeTab } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return ({ query, variables }) => {
    const open = tabs.findIndex((tab) => tab.query === query);
    if (open >= 0) {
      changeTab(open);
      return;
    }
    if (queryEditor.getValue().trim()) addTab();
    queryEditor.setValue(query);
    variableEditor.setValue(variables);
  };
}

function ExampleList({ examples }) {
  const openExample = useOpenExample();
  return (
    <section className="stoa-examples" aria-label="Examples">
      <h2 className="stoa-examples-title">Examples</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.slug}>
            <button type="button" onClick={() => openExample(example)}>
              <strong>{example.title}</strong>
              <span>{example.description}</span>
            </button>
          </li>
        ))}
      </ul>
      <p>
        To act as somebody, put a token into the <b>Headers</b> pane below the editor: <code>{'{"Authorization": "Bearer …"}'}</code>.
        {' '}<code>stoa token --user HANDLE</code> prints one. Headers are forgotten when the page closes.
      </p>
    </section>
  );
}

/** GraphiQL's plugin for these examples; `title` is also its stable name. */
export function examplesPlugin(examples) {
  return { title: 'Examples', icon: ExamplesIcon, content: () => <ExampleList examples={examples} /> };
}
