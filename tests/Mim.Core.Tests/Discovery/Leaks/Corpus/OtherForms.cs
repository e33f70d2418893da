using System.Text;
using Mim.Core.Discovery.Leaks;

namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>Secrets that have no pattern: arguments, elements, addresses, keys and files.</summary>
internal sealed class OtherForms(RandomText random)
{
    private static readonly Dictionary<string, string> _arguments = new()
    {
        ["powershell-plain-secure-string"] = "$p = ConvertTo-SecureString -String '{0}' -AsPlainText -Force\n",
        ["schtasks-password"] = "schtasks /create /tn backup /tr backup.cmd /ru CORP\\svc /rp {0}\n",
        ["sshpass-password"] = "sshpass -p '{0}' ssh deploy@web01.corp.test\n",
        ["docker-login-password"] = "docker login registry.corp.test -u deploy -p {0}\n",
        ["curl-user"] = "curl -s -u deploy:{0} https://nexus.corp.test/repository/\n",
        ["netrc-password"] = "machine git.corp.test login deploy password {0}\n",
        ["http-bearer"] = "Authorization: Bearer {0}\n",
        ["azure-shared-access-signature"] = "https://acct.blob.core.windows.net/box/f.zip?sv=2024-05-04&sr=b&sig={0}%3D\n",
        ["url-parameter-secret"] = "https://login.corp.test/token?grant_type=client_credentials&client_secret={0}&scope=api\n",
        ["unattend-password"] = "<AdministratorPassword>\n  <Value>{0}</Value>\n  <PlainText>false</PlainText>\n</AdministratorPassword>\n",
        ["pgpass-password"] = "db01.corp.test:5432:shop:app:{0}\n",
        ["odbc-password"] = "Server=db01;Database=shop;User Id=app;Password={0};Encrypt=true\n",
    };

    public CorpusSample Make(SecretRule rule) => rule.Form switch
    {
        SecretForm.Uri => Sample(rule, $"url = {Keyword(rule)}app:{random.Text(RandomText.Alphanumeric, 14)}@db01.corp.test:5432/shop\n"),
        SecretForm.Pem => Sample(rule, Pem(rule)),
        SecretForm.File => new CorpusSample(rule.Id, "file", FileOf(rule)),
        _ => Sample(rule, rule.Id switch
        {
            "http-basic" => $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"deploy:{random.Password(14)}"))}\n",
            "clixml-plain-secure-string" => $"<SS N=\"Password\">{Convert.ToHexStringLower(Encoding.Unicode.GetBytes(random.Password(12)))}</SS>\n",
            _ => string.Format(null, _arguments[rule.Id], random.Text(RandomText.Alphanumeric, 42)[..(rule.Id is "http-bearer" or "azure-shared-access-signature" ? 42 : 18)] + random.Text(RandomText.Digits, 1)),
        }),
    };

    /// <summary>Whether a rule is one of these.</summary>
    public static bool Knows(SecretRule rule) =>
        rule.Form is SecretForm.Uri or SecretForm.Pem or SecretForm.File or SecretForm.Argument or SecretForm.Element || _arguments.ContainsKey(rule.Id);

    private string Keyword(SecretRule rule) => Encoding.ASCII.GetString(random.Of(rule.Keywords).Octets);

    private string Pem(SecretRule rule)
    {
        var label = rule.Id["private-key-".Length..] switch
        {
            "pkcs8" => "PRIVATE KEY",
            "encrypted" => "ENCRYPTED PRIVATE KEY",
            "pgp" => "PGP PRIVATE KEY BLOCK",
            "ssh-com" => "SSH2 ENCRYPTED PRIVATE KEY",
            var name => $"{name.Split('-')[0].ToUpperInvariant()} PRIVATE KEY",
        };
        var head = rule.Id.EndsWith("-encrypted", StringComparison.Ordinal) && label != "ENCRYPTED PRIVATE KEY" ? $"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,{random.Text("0123456789ABCDEF", 32)}\n\n" : string.Empty;
        var body = string.Join('\n', Enumerable.Range(0, random.Next(3, 25)).Select(_ => random.Text(RandomText.Base64, 64)));
        var text = $"-----BEGIN {label}-----\n{head}{body}\n-----END {label}-----\n";
        return random.Next(1, 4) switch
        {
            1 => $"{{\"key\":\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\"}}",
            2 => $"tls.key: {Convert.ToBase64String(Encoding.ASCII.GetBytes(text))}\n",
            _ => text,
        };
    }

    private byte[] FileOf(SecretRule rule)
    {
        var matcher = (Mim.Core.Discovery.Leaks.Matching.FileMatcher)rule.Matcher;
        var octets = random.Octets(2048);
        rule.Keywords[0].Octets.CopyTo(octets, matcher.Offset);
        return octets;
    }

    private static CorpusSample Sample(SecretRule rule, string text) => new(rule.Id, "form", Encoding.Latin1.GetBytes(text));
}
