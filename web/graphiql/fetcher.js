// How GraphiQL's requests reach the API: queries and mutations by POST, subscriptions by WebSocket or else by server-sent events.
import { getOperationAST, Kind, parse } from 'graphql';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';

/**
 * A fetcher for GraphiQL. What stands in the Headers pane goes along as HTTP headers, and over a WebSocket as the
 * connection's parameters, since a browser can't set headers there.
 * @param {string} endpoint path of the API on this origin
 */
export function createFetcher(endpoint) {
  const url = new URL(endpoint, window.location.href);
  return (request, { headers = {} } = {}) => {
    const { isSubscription, operationName } = describe(request);
    const settled = { ...request, operationName };
    return isSubscription ? subscription(url, settled, headers) : post(url, settled, headers);
  };
}

/**
 * Which operation is meant and whether it is a subscription, read from the text as it is now. GraphiQL's own reading is up
 * to a second old, and would send a subscription that was just typed by POST, or under the name of the one before.
 */
function describe({ query, operationName }) {
  let document;
  try {
    document = parse(query);
  } catch {
    return { isSubscription: false, operationName }; // the server's answer says what is wrong and where
  }
  const named = document.definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.name?.value === operationName);
  const name = named ? operationName : undefined;
  return { isSubscription: getOperationAST(document, name)?.operation === 'subscription', operationName: name };
}

async function post(url, request, headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/graphql-response+json, application/json;q=0.9', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  });
  if (!/^application\/([\w.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')) {
    throw new Error(`The server answered ${response.status} ${response.statusText}: ${(await response.text()).slice(0, 500)}`);
  }
  return response.json();
}

/** An observable of results. A WebSocket that can't even be opened (some proxies) is replaced by server-sent events. */
function subscription(url, request, headers) {
  return {
    subscribe(observer) {
      let opened = false;
      let stop = () => {};
      const overEvents = () => {
        stop = createEventClient({ url: url.href, headers, retryAttempts: 0 }).subscribe(request, observer);
      };
      const socketUrl = new URL(url);
      socketUrl.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      const client = createSocketClient({ url: socketUrl.href, connectionParams: headers, retryAttempts: 0, on: { opened: () => { opened = true; } } });
      stop = client.subscribe(request, {
        next: (result) => observer.next(result),
        complete: () => observer.complete(),
        error: (reason) => (opened ? observer.error(readable(reason)) : overEvents()),
      });
      return { unsubscribe: () => stop() };
    },
  };
}

function readable(reason) {
  if (!(reason instanceof CloseEvent)) return reason;
  return new Error(`The server closed the connection: ${reason.code} ${reason.reason}`.trim());
}
