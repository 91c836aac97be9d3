import { mount } from "svelte";
import App from "./App.svelte";
import { showReading } from "./state/reading.svelte";
import { showTheme } from "./state/theme.svelte";
import { chooseLanguage, uiLanguage } from "./text/words.svelte";
import "./styles/index.css";

showTheme();
showReading();
chooseLanguage(uiLanguage());
const target = document.getElementById("app");
if (target !== null) mount(App, { target });
