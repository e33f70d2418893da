using System.Text;

namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>Text that has much of what secrets have and holds none, as repositories are full of it.</summary>
internal sealed class LookAlikes(RandomText random)
{
    private static readonly string[] _vendors =
    [
        "stripe", "twilio", "datadog", "github", "gitlab", "slack", "discord", "azure", "google", "heroku", "cloudflare", "sentry", "openai", "npm", "docker",
        "jenkins", "vault", "okta", "auth0", "mailgun", "sendgrid", "fastly", "linode", "elastic", "spotify", "twitter", "dropbox", "box", "plaid", "snyk",
    ];

    private static readonly string[] _words =
        ["user", "token", "password", "secret", "reset", "label", "field", "access", "api", "key", "login", "session", "client", "config", "value", "manager", "provider", "service"];

    /// <summary>One document of the next kind.</summary>
    public CorpusSample Make(int number)
    {
        var (kind, make) = Kinds[number % Kinds.Count];
        return new CorpusSample(null, kind, Encoding.UTF8.GetBytes(make(this)));
    }

    private static IReadOnlyList<(string Kind, Func<LookAlikes, string> Make)> Kinds { get; } =
    [
        ("checksums", of => $"{of.Hex(64)}  {of.Vendor}-{of.Version}.tar.gz\n{of.Hex(40)} *{of.Vendor}.zip\n{of.Hex(32)}  token.bin\n"),
        ("git log", of => $"commit {of.Hex(40)}\nMerge: {of.Hex(7)} {of.Hex(7)}\n    Rotate the {of.Vendor} token\n"),
        ("submodule", of => $"-{of.Hex(40)} vendor/{of.Vendor} ({of.Version})\n"),
        ("workflow", of => $"    - uses: {of.Vendor}/setup-token@{of.Hex(40)}\n      with:\n        token: ${{{{ secrets.{of.Vendor.ToUpperInvariant()}_TOKEN }}}}\n"),
        ("UUIDs", of => $"  id: {of.Uuid}\n  {of.Vendor}Id: \"{of.Uuid}\"\n  <ProjectGuid>{{{of.Uuid}}}</ProjectGuid>\n  tenant: {of.Uuid}\n"),
        ("user secrets id", of => $"<UserSecretsId>{of.Uuid}</UserSecretsId>\n"),
        ("package-lock", of => $"    \"node_modules/{of.Vendor}\": {{\n      \"version\": \"{of.Version}\",\n      \"resolved\": \"https://registry.npmjs.org/{of.Vendor}/-/{of.Vendor}-{of.Version}.tgz\",\n      \"integrity\": \"sha512-{of.Base64(64)}\"\n"),
        ("yarn.lock", of => $"\"{of.Vendor}@^{of.Version}\":\n  resolved \"https://registry.yarnpkg.com/{of.Vendor}.tgz#{of.Hex(40)}\"\n  integrity sha512-{of.Base64(64)}\n"),
        ("go.sum", of => $"github.com/{of.Vendor}/token v{of.Version} h1:{of.Base64(32)}\ngithub.com/{of.Vendor}/token v{of.Version}/go.mod h1:{of.Base64(32)}\n"),
        ("Cargo.lock", of => $"[[package]]\nname = \"{of.Vendor}-token\"\nversion = \"{of.Version}\"\nchecksum = \"{of.Hex(64)}\"\n"),
        ("poetry.lock", of => $"    {{file = \"{of.Vendor}_auth-{of.Version}.whl\", hash = \"sha256:{of.Hex(64)}\"}},\n"),
        ("NuGet lock", of => $"\"{of.Vendor}.Authentication\": {{ \"type\": \"Direct\", \"resolved\": \"{of.Version}\", \"contentHash\": \"{of.Base64(64)}\" }}\n"),
        ("image digest", of => $"image: registry.corp.test/{of.Vendor}@sha256:{of.Hex(64)}\n"),
        ("entity tag", of => $"ETag: \"{of.Hex(32)}\"\nX-Request-Id: {of.Uuid}\nCF-Ray: {of.Hex(16)}-AMS\n"),
        ("test vector", of => $"// AES-256-CBC\nvar plain = \"{of.Hex(32)}\";\nvar cipher = \"{of.Hex(64)}\";\nconst iv = \"{of.Hex(32)}\";\n"),
        ("known answer", of => $"COUNT = {of.Number(2)}\nPT = {of.Hex(32)}\nCT = {of.Hex(32)}\nMsg = {of.Hex(128)}\nMD = {of.Hex(64)}\n"),
        ("minified", of => $"!function(t,e){{var n={{{of.Vendor}:function(t){{return t.token&&t.secret}},password:r,apiKey:o.key}};e.{of.Word}Token=n[\"{of.Word}\"],t.h=\"{of.Hex(20)}\"}}(this);"),
        ("module hash", of => $"(window.webpackJsonp=window.webpackJsonp||[]).push([[{of.Number(3)}],{{\"{of.Text(4)}\":function(t,e,a){{a(\"{of.Text(4)}\")}}}}]);//# {of.Hex(20)}\n"),
        ("class names", of => $"<div class=\"task-list-{of.Word} risk-{of.Word} desk-{of.Hex(8)} sk-{of.Word}\" data-v-{of.Hex(8)}></div>\n"),
        ("picture", of => $"background:url(data:image/png;base64,iVBORw0KGgo{of.Base64(300)})\n"),
        ("font", of => $"src: url(data:font/woff2;base64,d09GMgABAAAA{of.Base64(400)}) format(\"woff2\");\n"),
        ("source map", of => $"{{\"version\":3,\"mappings\":\"{of.Text(80)};{of.Text(60)},AAAA,SAASA\",\"names\":[\"{of.Word}Token\"]}}\n"),
        ("certificate", of => $"-----BEGIN CERTIFICATE-----\n{of.Base64(900)}\n-----END CERTIFICATE-----\n"),
        ("public key", of => $"-----BEGIN PUBLIC KEY-----\n{of.Base64(270)}\n-----END PUBLIC KEY-----\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{of.Base64(32).TrimEnd('=')} ops@corp.test\n"),
        ("key marker", of => $"if (text.Contains(\"-----BEGIN {of.Of("RSA ", "EC ", "")}PRIVATE KEY-----\")) {{ throw new {of.Vendor}Exception(\"-----END PRIVATE KEY-----\"); }}\n"),
        ("key set", of => $"{{\"kty\":\"RSA\",\"kid\":\"{of.Text(27)}\",\"n\":\"{of.Url(256)}\",\"e\":\"AQAB\"}}\n"),
        ("environment", of => $"password = os.environ[\"{of.Vendor.ToUpperInvariant()}_PASSWORD\"]\ntoken: process.env.{of.Vendor.ToUpperInvariant()}_TOKEN2,\nsecret = ENV.fetch('CLIENT_SECRET')\n"),
        ("placeholders", of => $"{of.Vendor.ToUpperInvariant()}_API_KEY=your-{of.Vendor}-api-key-here\nPASSWORD=changeme123\ntoken: <your token 42>\nsecret: xxxxxxxxxxxxxxxxxxxx\napi_key = \"{of.Vendor}-example-key-1\"\n"),
        ("templates", of => $"password: {{{{ .Values.{of.Vendor}.password }}}}\nsecret: ${{{of.Vendor.ToUpperInvariant()}_SECRET}}\n<add key=\"ApiKey\" value=\"#{{ApiKey}}#\" />\ntoken=%TOKEN1%\npassword=$(vault_pw)\n"),
        ("code", of => $"var password = GetPassword({of.Number(2)});\nthis.{of.Word}Token = token2.value;\nsecret := cfg.Secrets[{of.Number(1)}]\napi_key = request.headers['X-Api-Key-{of.Number(1)}']\npassword == \"abc12345\" ? a : b\n"),
        ("types", of => $"password: string;\ntoken?: Promise<Token2>;\nsecret: Buffer | null,\nfinal String accessToken;\npublic SecureString Password {{ get; set; }}\n"),
        ("names", of => $"\"password\": \"{of.Word}.{of.Word}.password\",\n\"tokenType\": \"{of.Word}_token_{of.Number(1)}\",\nsecretName: {of.Vendor}-tls-{of.Number(1)}\nsecretKeyRef: {{ name: {of.Vendor}-credentials-v2, key: api-key }}\n"),
        ("prose", of => $"Password: at least 12 characters and 2 digits.\nPassphrase: PBKDF2-HMAC-SHA256 rounds of the {of.Vendor} vault.\nThe token: see RFC6750 section 2.1 for bearer tokens.\n"),
        ("translation", of => $"\"password\": \"Mot de passe\",\n\"password_hint\": \"Mindestens 8 Zeichen, 1 Ziffer\",\n\"{of.Vendor}_secret\": \"Geheimnis f\u00fcr {of.Vendor}\"\n"),
        ("addresses", of => $"https://{of.Vendor}.com:8443/path?v={of.Number(4)}\nhttps://docs.corp.test/a:b/c@{of.Version}\npostgres://db01.corp.test/shop\nhttps://user@git.corp.test/x.git\nredis://:${{REDIS_PASSWORD}}@cache:6379\nmongodb://user:password@localhost/db\n"),
        ("documented key", of => $"aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n# {of.Word}\n"),
        ("broken checksum", of => $"ghp_{of.Text(36)}\nnpm_{of.Text(36)}\n"),
        ("time and version", of => $"token_issued: 2026-01-{of.Of("10", "21")}T10:11:12.{of.Number(3)}Z\napi_key_version: {of.Version}\nsecret_rotation_days: 90\npassword_min_length: 12\n"),
        ("paths", of => $"secret_file: /run/secrets/{of.Vendor}_2024/password1.txt\nPASSWORD_FILE=/etc/{of.Vendor}/pw.d/01-token\ntoken_path = \"./keys/{of.Vendor}/v1/token.json\"\n"),
        ("numbers", of => $"[{string.Join(',', Enumerable.Range(0, 24).Select(_ => of.Number(3)))}] secret_{of.Number(6)}\n0x{of.Hex(8)}, 0x{of.Hex(8)}, 0x{of.Hex(8)}\n"),
        ("signature", of => $"-----BEGIN PGP SIGNATURE-----\n\n{of.Base64(400)}\n=Xk3Z\n-----END PGP SIGNATURE-----\n"),
        ("chain", of => $"address: 0x{of.Hex(40)}\ntx: 0x{of.Hex(64)}\nblock token {of.Number(8)}\n"),
        ("SQL", of => $"INSERT INTO {of.Vendor}_users (id, password_hash) VALUES ({of.Number(4)}, '{of.Hex(64)}');\nALTER ROLE app WITH PASSWORD :'password';\n"),
        ("header", of => $"Authorization: Bearer <token>\nAuthorization: Bearer $TOKEN_{of.Number(1)}\nX-{of.Vendor}-Signature: t={of.Number(9)},v1={of.Hex(64)}\n"),
    ];

    private string Vendor => random.Of(_vendors);

    private string Word => random.Of(_words);

    private string Uuid => random.Uuid();

    private string Version => $"{random.Next(0, 20)}.{random.Next(0, 40)}.{random.Next(0, 90)}";

    private string Hex(int length) => random.Text(RandomText.Hex, length);

    private string Text(int length) => random.Text(RandomText.Alphanumeric, length);

    private string Number(int length) => random.Text("123456789", length);

    private string Base64(int octets) => random.Base64Of(octets);

    private string Url(int octets) => System.Buffers.Text.Base64Url.EncodeToString(random.Octets(octets));

    private string Of(params string[] choices) => random.Of<string>(choices);
}
