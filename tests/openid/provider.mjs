// An OpenID provider for the tests: node provider.mjs PORT AUDIENCE, with {"keys": [...], "clients": {"id": {claims}}}
// on its standard input. Each client gets access tokens in the form of RFC 9068 by client_credentials, with its claims in
// them. It prints `listening` when it is ready.
import { readFileSync } from "node:fs";
import Provider from "oidc-provider";

const [port, audience] = process.argv.slice(2);
const { keys, clients } = JSON.parse(readFileSync(0, "utf8"));
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  jwks: { keys },
  clients: Object.keys(clients).map((client_id) => ({
    client_id,
    client_secret: "secret",
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: "client_secret_post",
  })),
  extraTokenClaims: (_context, token) => clients[token.clientId],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      getResourceServerInfo: (_context, resource) => ({
        scope: "",
        audience: resource,
        accessTokenFormat: "jwt",
        accessTokenTTL: 3600,
        jwt: { sign: { alg: keys[0].alg } },
      }),
    },
  },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
