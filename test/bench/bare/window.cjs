/** The least an Electron app with a window can be; what Keyrack's start and memory are measured against. */
const { join } = require("node:path");
const { app, BrowserWindow } = require("electron");

app.setPath("userData", process.env.KEYRACK_USER_DATA);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1040, height: 720, show: false });
  window.once("ready-to-show", () => {
    process.stdout.write("ready to show\n");
    window.show();
  });
  // The page says in its title that it is painted: it has no other way out.
  window.on("page-title-updated", (_event, title) => process.stdout.write(`${title}\n`));
  void window.loadFile(join(__dirname, "window.html"));
});
