import cards from "card-validator";
import { electronicFormatIBAN, isValidIBAN } from "ibantools";

/** Takes out of a text what tells who somebody is, or what he pays with. */
export function withoutPersonal(text: string, placeholder: string): string {
  return text
    .replaceAll(email, placeholder)
    .replaceAll(iban, (run) => (isIban(run) ? placeholder : run))
    .replaceAll(digits, (run) => (isCard(run) ? placeholder : run))
    .replaceAll(phone, placeholder);
}

const email = /[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;

/** Country, check digits, account: written together or in groups of four (ISO 13616-1). */
const iban = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z\d]{4}){2,7}(?:[ -]?[A-Z\d]{1,3})?\b/g;

function isIban(run: string): boolean {
  const electronic = electronicFormatIBAN(run);
  return electronic !== null && isValidIBAN(electronic);
}

const digits = /(?<![\d.])\d(?:(?:[ +-]|%20)?\d){11,18}(?![\d.])/g;

/**
 * Whether digits are a payment card's: an issuer's first digits, a length that it uses, and the check digit
 * (ISO/IEC 7812-1). The check digit alone would take every tenth id and time for a card.
 */
function isCard(run: string): boolean {
  return cards.number(run.replaceAll(/%20|\D/g, "")).isValid;
}

/** International (ITU-T E.164), or as North Americans group them. Nothing else is surely a number to call. */
const phone =
  /(?<![\w+])(?:\+|%2B)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){6,12}(?!\d)|(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}(?![\w.-])/g;
