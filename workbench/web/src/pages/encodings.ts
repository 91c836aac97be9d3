/** Encodings that Russian and English texts come in; the server knows more by name. */
export const ENCODINGS = ["utf-8", "utf-16", "windows-1251", "koi8-r", "cp866", "mac-cyrillic", "iso-8859-5", "windows-1252"] as const;
