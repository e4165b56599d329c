/** The parts of Fontsource's stylesheets that electron.vite.config.ts divides them into. */
declare module "*.css?latin";
declare module "*.css?others";
