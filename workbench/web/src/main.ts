import { mount } from "svelte";
import App from "./App.svelte";
import { showTheme } from "./state/theme.svelte";
import { chooseLanguage, uiLanguage } from "./text/words.svelte";
import "./styles/index.css";

showTheme();
chooseLanguage(uiLanguage());
const target = document.getElementById("app");
if (target !== null) mount(App, { target });
