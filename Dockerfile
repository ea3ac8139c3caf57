FROM node:24-slim AS build
RUN install --directory --owner=node --group=node /app
WORKDIR /app
# The user that runs Baton: Node's compile cache is valid for this user and this folder.
USER node
# Dependencies first, so that a change of the code does not install them again. No scripts: one of them downloads Node.
COPY --chown=node:node package.json package-lock.json .npmrc ./
COPY --chown=node:node sandbox/package.json sandbox/
RUN npm ci --ignore-scripts
COPY --chown=node:node start.js cli.js node-version.js manifest.yml ./
COPY --chown=node:node migrations migrations
COPY --chown=node:node views views
COPY --chown=node:node commands commands
COPY --chown=node:node src src
COPY --chown=node:node build build
RUN node build/build.ts

FROM node:24-slim
COPY --from=build --chown=node:node /app/dist /app/dist
WORKDIR /app/dist
ENV NODE_ENV=production DATABASE_PATH=/data/baton.db
RUN install --directory --owner=node --group=node /data
VOLUME /data
USER node
# Only used when Slack reaches Baton over HTTP; Socket Mode needs no port.
EXPOSE 3000
# Only used once a source of leads exists, with LEADS_HOST=0.0.0.0.
EXPOSE 3002
# The port of /health and /metrics, reachable only in this container unless INTAKE_HOST is set.
ENV INTAKE_PORT=3001
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.INTAKE_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# As in `npm start`: one garbage collection thread next to Baton, because four would take its processor.
CMD ["node", "--v8-pool-size=1", "start.js"]
