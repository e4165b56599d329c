/** The least an Electron app without a window can be; what Keyrack in the tray is measured against. */
const { app } = require("electron");

app.setPath("userData", process.env.KEYRACK_USER_DATA);
app.on("window-all-closed", () => {});
app.whenReady().then(() => process.stdout.write("ready\n"));
