FROM node:24-slim
WORKDIR /app
# Dependencies first, so that a change of the code does not install them again.
COPY package.json package-lock.json .npmrc ./
COPY sandbox/package.json sandbox/
RUN npm ci --omit=dev && npm cache clean --force
COPY start.js cli.js node-version.js ./
COPY migrations migrations
COPY views views
COPY commands commands
COPY src src

ENV NODE_ENV=production DATABASE_PATH=/data/baton.db
RUN install --directory --owner=node --group=node /data node_modules/.cache
VOLUME /data
USER node
# Compiled once for every start: the container's own files are read-only where it runs.
RUN node --eval "require('node:module').enableCompileCache('node_modules/.cache/compiled'); import('./src/main.ts')"
# Only used when Slack reaches Baton over HTTP; Socket Mode needs no port.
EXPOSE 3000
CMD ["node", "start.js"]
