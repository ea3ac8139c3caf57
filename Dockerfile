FROM node:24-slim AS build
WORKDIR /app
# Dependencies first, so that a change of the code does not install them again. No scripts: one of them fetches a Node.
COPY package.json package-lock.json .npmrc ./
COPY sandbox/package.json sandbox/
RUN npm ci --ignore-scripts
COPY start.js cli.js node-version.js ./
COPY migrations migrations
COPY views views
COPY commands commands
COPY src src
COPY build build
RUN node build/build.ts
# Compiled once for every start: the container's own files are read-only where it runs.
WORKDIR /app/dist
RUN node --eval "require('node:module').enableCompileCache('node_modules/.cache/compiled'); import('./main.js')"

FROM node:24-slim
WORKDIR /app
COPY --from=build /app/dist ./
ENV NODE_ENV=production DATABASE_PATH=/data/baton.db
RUN install --directory --owner=node --group=node /data
VOLUME /data
USER node
# Only used when Slack reaches Baton over HTTP; Socket Mode needs no port.
EXPOSE 3000
# Where Baton says how it is, to this container alone unless INTAKE_HOST says otherwise.
ENV INTAKE_PORT=3001
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.INTAKE_PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Stack traces with the names of the source files; nothing is read for it before there is one.
CMD ["node", "--enable-source-maps", "start.js"]
