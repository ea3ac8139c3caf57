/** In a build, the manifest is next to the code. */
export const MANIFEST = new URL('./manifest.yml', import.meta.url);
