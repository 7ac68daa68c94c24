/** Whether a header, parameter or property of this name carries a credential. */
export function isSecretName(name: string): boolean {
  return secretNames.test(name.replaceAll(/[-_.\s]/g, ""));
}

const secretNames =
  /auth(?!or)|token|secret|passw|passphrase|^pwd$|^pass$|apikey|accesskey|privatekey|signature|^sig$|^key$|credential|cookie|session|^sid$|^code$|bearer|jwt|assertion|[cx]srf|otp$|^pin$|^cv[cv]2?$|^iban$|^ssn$/i;
