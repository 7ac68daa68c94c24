/** Whether a word has the form of a well-known kind of credential. */
export function isCredential(word: string): boolean {
  return wholeCredential.test(word);
}

/**
 * The forms that issuers give their credentials so that they are found. Looser than in linters of secrets, which must not
 * be wrong about a line of code: here a near miss has to go as well.
 */
const forms = [
  /eyJ[\w-]{8,}\.[\w-]{2,}(?:\.[\w-]*){0,3}/, // JSON Web Token, signed or encrypted (RFC 7519)
  /(?:sk|pk|rk)_(?:live|test)_\w{10,}|whsec_[\w+/=]{16,}/, // Stripe
  /gh[opsur]_\w{20,}|github_pat_\w{20,}/, // GitHub
  /gl[a-z]{2,6}-[\w.-]{16,}|glsa_\w{20,}/, // GitLab, Grafana
  /A(?:KIA|SIA|BIA|CCA|IDA|ROA)[A-Z\d]{16}/, // AWS
  /AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}/, // Google
  /xox[a-z]-[\w-]{10,}|xapp-[\w-]{10,}/, // Slack
  /SG\.[\w-]{16,}\.[\w-]{16,}/, // SendGrid
  /sk-[\w-]{20,}|hf_\w{20,}/, // OpenAI, Anthropic, Hugging Face
  /npm_\w{20,}|pypi-[\w-]{20,}|rubygems_[\da-f]{20,}|dckr_pat_[\w-]{20,}/, // package registries
  /(?:SK|AC)[\da-f]{32}|key-[\da-f]{32}/, // Twilio, Mailgun
  /shp(?:at|ca|pa|ss)_[\da-fA-F]{20,}|sq0[a-z]{3}-[\w-]{20,}|EAAA[\w-]{20,}/, // Shopify, Square
  /do[opr]_v1_[\da-f]{20,}|hv[sbr]\.[\w-]{20,}|dapi[\da-f]{32}|dp\.[a-z]{2,6}\.\w{20,}/, // DigitalOcean, Vault, Databricks, Doppler
  /lin_api_\w{20,}|ntn_\w{20,}|secret_\w{30,}|figd_[\w-]{20,}|AT[ACB]TT3[\w=-]{20,}|PMAK-[\w-]{20,}/, // tools of teams
  /NRAK-[A-Z\d]{20,}|sntrys_[\w=+/-]{20,}|sbp_[\da-f]{20,}|pat[A-Za-z\d]{14}\.[\da-f]{20,}/, // New Relic, Sentry, Supabase, Airtable
  /\d{8,10}:AA[\w-]{30,}|[MNO][\w-]{23,}\.[\w-]{6}\.[\w-]{27,}/, // Telegram, Discord
  /AGE-SECRET-KEY-1[A-Z\d]{20,}/,
]
  .map(({ source }) => source)
  .join("|");

const wholeCredential = new RegExp(`^(?:${forms})$`);

/** Credentials within a text. */
export const credentials = new RegExp(`(?<![A-Za-z\\d])(?:${forms})`, "g");
