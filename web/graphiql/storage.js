// What GraphiQL keeps between visits, without what was typed into the Headers pane.

// GraphiQL's `shouldPersistHeaders={false}` covers its tabs, yet the History pane writes the headers of each request under
// these keys, and with them tokens.
const HISTORY_KEYS = new Set(['graphiql:queries', 'graphiql:favorites']);

const ownKeys = () => Object.keys(localStorage).filter((key) => key.startsWith('graphiql:'));

/** The browser's storage in the form that GraphiQL's `storage` property takes. */
export const storageWithoutHeaders = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, HISTORY_KEYS.has(key) ? withoutHeaders(value) : value),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => ownKeys().forEach((key) => localStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};

function withoutHeaders(history) {
  return JSON.stringify(JSON.parse(history), (name, value) => (name === 'headers' ? undefined : value));
}

/** The tab that was in front at the last visit, or undefined at a first one. */
export function lastActiveTab() {
  try {
    const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState'));
    return tabs[activeTabIndex];
  } catch {
    return undefined; // nothing there, or nothing that GraphiQL would restore either
  }
}
