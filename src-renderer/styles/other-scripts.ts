/** The fonts' faces for scripts other than Latin, loaded once something is on screen; a name in one of them is redrawn then. */
import "@fontsource-variable/inter/wght.css?others";
import "@fontsource-variable/jetbrains-mono/wght.css?others";
