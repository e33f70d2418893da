using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>Puts secrets where people leave them.</summary>
internal sealed class SecretSettings(RandomText random)
{
    /// <summary>Where a name and a value stand together.</summary>
    private static readonly (string Kind, string Text)[] _settings =
    [
        ("environment", "export {0}={1}\n"), ("environment quoted", "{0}=\"{1}\"\nNEXT=1\n"), ("yaml", "service:\n  {0}: {1}\n  port: 8080\n"),
        ("yaml quoted", "  {0}: '{1}'\n"), ("json", "{{\n  \"{0}\": \"{1}\",\n  \"port\": 8080\n}}"), ("minified", "{{a:1,{0}:\"{1}\",b:2}}"),
        ("C#", "        private const string {0} = \"{1}\";\n"), ("PowerShell", "${0} = '{1}'\n"), ("configuration", "<add key=\"{0}\" value=\"{1}\" />\n"),
        ("properties", "{0} = {1}\n"), ("Kubernetes", "        - name: {0}\n          value: {1}\n"), ("Python", "{0} = '{1}'  # production\n"),
        ("escaped JSON", "{{\"body\":\"{{\\\"{0}\\\":\\\"{1}\\\"}}\"}}"), ("Go", "\t{0} := `{1}`\n"), ("TypeScript", "const {0}: string = \"{1}\";\n"),
        ("call", "client.set_{0}(\"{1}\")\n"), ("Ruby", "  :{0} => '{1}',\n"), ("CRLF", "[remote]\r\n{0}={1}\r\n"), ("option", "deploy --{0} {1} --force\n"),
        ("Docker", "ENV {0}={1}\n"), ("percent", "https://portal.corp.test/login?next=%2F&state={0}%3D{1}&x=1\n"),
    ];

    private static readonly string[] _telling = ["key", "secret", "token", "auth", "cred", "pat", "private-mac", "contribsys"];

    private static readonly (string Kind, string Text)[] _places =
    [
        ("alone", "{0}"), ("comment", "# old one: {0}\n"), ("log", "2026-02-03T10:11:12Z INFO using {0} for upload\n"), ("header", "curl -H 'X-Token: {0}' https://api.corp.test/\n"),
        ("string", "var client = new Client(\"{0}\");\n"), ("escaped line", "\"first\\n{0}\\nlast\""), ("history", ": 1700000000:0;deploy {0}\n"), ("query", "https://api.corp.test/v1?key={0}\n"),
        ("markdown", "Use `{0}` to log in.\n"), ("XML", "<token>{0}</token>\n"), ("CSV", "7,{0},active\n"),
    ];

    /// <summary>A secret with a mark of its own, anywhere.</summary>
    public CorpusSample Place(SecretRule rule, string value)
    {
        var (kind, text) = random.Of(_places);
        return Encoded(rule, kind, string.Format(null, text, value));
    }

    /// <summary>A secret that its name tells.</summary>
    public CorpusSample Setting(SecretRule rule, string value)
    {
        var keyword = Encoding.Latin1.GetString(random.Of(rule.Keywords.Where(keyword => keyword.Encoding == SecretEncoding.Plain).ToList()).Octets);
        var (kind, text) = random.Of(_settings);
        if (value.AsSpan().IndexOfAny("|!^") >= 0)
        {
            (kind, text) = _settings[4];
        }

        return keyword[0] is '"' or ':' || keyword.StartsWith("GOOG1E", StringComparison.Ordinal) || keyword == "AKIA"
            ? new CorpusSample(rule.Id, "beside", Bytes(Beside(keyword, value))) { Also = keyword == "AKIA" ? "aws-access-key-id" : null }
            : new CorpusSample(rule.Id, kind, Bytes(string.Format(null, text, rule.Form == SecretForm.Open ? keyword : Name(keyword), value)));
    }

    private string Beside(string keyword, string value) => keyword[0] switch
    {
        '"' => $"{{\"auths\":{{\"registry.corp.test\":{{{keyword}\":\"{value}\"}}}}}}",
        ':' => $"//registry.corp.test/{keyword}={value}\n",
        _ => $"key_id = {keyword}{random.Text("ABCDEFGHJKLMNPQRSTUVWXYZ234567", 16)}\nsecret = {value}\n",
    };

    // What vendors call theirs, by the vendor's name alone or with the usual words after it.
    private string Name(string keyword) => _telling.Any(word => keyword.Contains(word, StringComparison.Ordinal))
        ? random.Of(keyword, keyword.ToUpperInvariant())
        : random.Of(keyword.TrimEnd('_') + "_api_key", keyword.TrimEnd('_').ToUpperInvariant() + "_TOKEN", keyword + "Secret", keyword.TrimEnd('_') + ".key");

    private CorpusSample Encoded(SecretRule rule, string kind, string text) => random.Next(1, 12) switch
    {
        1 => new CorpusSample(rule.Id, "base64", Bytes($"data: {Convert.ToBase64String(Bytes(text))}\n")),
        2 => new CorpusSample(rule.Id, "hexadecimal", Bytes($"blob=0x{Convert.ToHexStringLower(Bytes(text))};\n")),
        _ => new CorpusSample(rule.Id, kind, Bytes(text)),
    };

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
