// Choices that the server reads: kept for a year, and sent over https alone where we are served so.

const YEAR = 31_536_000;

/** Keeps a choice. @param {string} name @param {string} value */
export function keep(name, value) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `piying-${name}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
}
