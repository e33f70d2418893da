using System.Text;
using Mim.Core.Discovery.Leaks;
using Mim.Core.Discovery.Leaks.Scanning;
using Mim.Core.Tests.Discovery.Leaks.Corpus;

namespace Mim.Core.Tests.Discovery.Leaks;

/// <summary>The places that administrators know: each as its program writes it, with one password made here, whose hash must come out.</summary>
public sealed class NamedPlacesTests
{
    private static readonly string _password = new RandomText(77).Text(RandomText.Alphanumeric, 17) + "7";
    private readonly SecretScanner _scanner = new(SecretRules.All, new PlainHasher());

    public static TheoryData<string, string, string> Places => new()
    {
        { "PSReadLine history", "Get-Service\nConnect-Shop -User app -Password '{0}'\nexit\n", "generic-password" },
        { "PSReadLine history, environment", "$env:SHOP_PASSWORD = \"{0}\"\n", "generic-password" },
        { "transcript", "PS C:\\> $p = ConvertTo-SecureString '{0}' -AsPlainText -Force\nPS C:\\> exit\n", "powershell-plain-secure-string" },
        { "profile", "function Connect {{ }}\n$global:ShopPassword = '{0}'\n", "generic-password" },
        { "script-block log", "<EventData><Data Name='ScriptBlockText'>$p = ConvertTo-SecureString '{0}' -AsPlainText -Force</Data></EventData>", "powershell-plain-secure-string" },
        { "script-block log with entities", "<Data Name=\"ScriptBlockText\">$p = ConvertTo-SecureString &quot;{0}&quot; -AsPlainText&#xD;</Data>", "powershell-plain-secure-string" },
        { "scheduled task", "<Exec><Command>backup.exe</Command><Arguments>/user:CORP\\svc /password:{0}</Arguments></Exec>", "generic-password" },
        { "answer file, automatic logon", "<AutoLogon><Username>ops</Username><Password><Value>{0}</Value><PlainText>true</PlainText></Password></AutoLogon>", "unattend-password" },
        { "answer file, administrator", "<AdministratorPassword>\r\n<Value>{0}</Value>\r\n</AdministratorPassword>", "unattend-password" },
        { "Bash history", "#1700000000\nexport PGPASSWORD={0}\npsql -h db01\n", "generic-password" },
        { "Zsh history", ": 1700000000:0;sshpass -p '{0}' ssh web01\n", "sshpass-password" },
        { "pgpass", "# shop\ndb01.corp.test:5432:shop:app:{0}\n", "pgpass-password" },
        { "pgpass with wildcards", "*:*:*:app:{0}\n", "pgpass-password" },
        { ".env", "PORT=8080\nDB_PASSWORD={0}\n", "generic-password" },
        { "Compose", "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: {0}\n", "generic-password" },
        { "Compose, list", "    environment:\n      - MYSQL_ROOT_PASSWORD={0}\n", "generic-password" },
        { "Kubernetes, plain", "kind: Secret\nstringData:\n  password: {0}\n", "generic-password" },
        { "Kubernetes, encoded", "kind: Secret\ndata:\n  password: {64}\n", "generic-password" },
        { "GitHub workflow", "    env:\n      NEXUS_PASSWORD: {0}\n    steps: []\n", "generic-password" },
        { "GitLab pipeline", "variables:\n  DEPLOY_PASSWORD: \"{0}\"\n", "generic-password" },
        { "Jenkinsfile", "environment {{\n  NEXUS_PASSWORD = '{0}'\n}}\n", "generic-password" },
        { "Azure pipeline", "variables:\n- name: dbPassword\n  value: {0}\n", "generic-password" },
        { "web.config", "<appSettings><add key=\"SmtpPassword\" value=\"{0}\" /></appSettings>", "generic-password" },
        { "web.config, connection", "<add name=\"Shop\" connectionString=\"Server=db01;Database=shop;User Id=app;Password={0};Encrypt=true\" />", "odbc-password" },
        { "appsettings", "{{ \"ConnectionStrings\": {{ \"Shop\": \"Server=db01;User Id=app;Password={0};Encrypt=true\" }} }}", "odbc-password" },
        { "environment of a process", "HOME=/srv\nSHOP_PASSWORD={0}\nLANG=C\n", "generic-password" },
        { "encoded command", "powershell.exe -NoProfile -EncodedCommand {65}\n", "powershell-plain-secure-string" },
        { "encoded command, short", "<Arguments>-nop -e {65}</Arguments>", "powershell-plain-secure-string" },
        { "encoded command, shorter", "pwsh -ec \"{65}\"", "powershell-plain-secure-string" },
        { "netrc", "machine git.corp.test login deploy password {0}\n", "netrc-password" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void What_lies_there_is_found_and_known_by_its_hash(string place, string text, string rule)
    {
        var command = $"$p = ConvertTo-SecureString '{_password}' -AsPlainText -Force; Connect-Shop $p";
        var values = Enumerable.Repeat<object>(_password, 64)
            .Append(Convert.ToBase64String(Encoding.ASCII.GetBytes(_password)))
            .Append(Convert.ToBase64String(Encoding.Unicode.GetBytes(command)));
        var hits = new List<SecretHit>();
        _scanner.Scan(Encoding.UTF8.GetBytes(string.Format(null, text, [.. values])), hits);
        var hit = Assert.Single(hits, hit => hit.Rule.Id == rule);
        Assert.True(hit.Hash == new PlainHasher().Hash(Encoding.ASCII.GetBytes(_password)), $"{place}: the hash is that of something else, {hit.Length} octets long");
    }

    [Fact]
    public void Group_policy_passwords_and_secure_strings_are_found_as_they_are_kept()
    {
        Assert.Equal("gpp-cpassword", Assert.Single(Scan($"<Properties action=\"U\" cpassword=\"{new RandomText(3).Base64Of(32).TrimEnd('=')}\" userName=\"local\" />")));
        Assert.Equal("clixml-plain-secure-string", Assert.Single(Scan($"<SS N=\"Password\">{Convert.ToHexStringLower(Encoding.Unicode.GetBytes(_password))}</SS>")));
        Assert.Equal("dpapi-secure-string", Assert.Single(Scan($"<SS N=\"Password\">01000000d08c9ddf0115d1118c7a00c04fc297eb{new RandomText(4).Text(RandomText.Hex, 400)}</SS>")));
    }

    private IEnumerable<string> Scan(string text)
    {
        var hits = new List<SecretHit>();
        _scanner.Scan(Encoding.UTF8.GetBytes(text), hits);
        return hits.Select(hit => hit.Rule.Id);
    }
}
