using Mim.Core.Discovery.Ssh;
using Mim.Testing.Doubles;

namespace Mim.Core.Tests.Discovery.Ssh;

public sealed class SshMachineSurveyTests
{
    private readonly FakeSshMachine _machine = new()
    {
        Accounts = { new SshAccount("root", "0", "/root"), new SshAccount("deploy", "1000", "/home/deploy") },
        ["/root/.ssh/authorized_keys"] = "x",
        ["/root/.ssh/id_ed25519"] = "x",
        ["/home/deploy/.ssh/known_hosts"] = "x",
        ["/etc/ssh/ssh_host_rsa_key"] = "x",
    };

    [Fact]
    public async Task Accounts_and_the_machine_are_gone_through()
    {
        var places = await SurveyAsync();
        Assert.Equal(["/etc/ssh/ssh_host_rsa_key", "/home/deploy/.ssh/known_hosts", "/root/.ssh/authorized_keys", "/root/.ssh/id_ed25519"], places.Keys);
        Assert.Equal(new SshPlace("/root/.ssh/authorized_keys", SshKeyRole.AuthorizedKey, "root"), Assert.Single(places["/root/.ssh/authorized_keys"]));
        Assert.Equal(new SshPlace("/root/.ssh/", null, "root"), Assert.Single(places["/root/.ssh/id_ed25519"]));
    }

    [Fact]
    public async Task What_sshd_says_holds_counts_for_more_than_its_files()
    {
        _machine["/etc/ssh/sshd_config"] = "AuthorizedKeysFile /nowhere\n";
        _machine["/srv/keys/deploy"] = "x";
        _machine["/srv/keys/all"] = "x";
        _machine["/srv/ca.pub"] = "x";
        _machine.Effective = _ => "authorizedkeysfile /srv/keys/%u /srv/keys/all\ntrustedusercakeys /srv/ca.pub\nhostcertificate none\n";
        var places = await SurveyAsync();
        Assert.Equal([new SshPlace("/srv/keys/deploy", SshKeyRole.AuthorizedKey, "deploy")], places["/srv/keys/deploy"]);
        Assert.Equal(["root", "deploy"], places["/srv/keys/all"].Select(place => place.Account));
        Assert.Equal(SshKeyRole.TrustedAuthority, Assert.Single(places["/srv/ca.pub"]).Role);
    }

    [Fact]
    public async Task Sshd_is_asked_for_each_account_only_where_the_answers_may_differ()
    {
        var asked = new List<string>();
        _machine.Effective = account =>
        {
            asked.Add(account);
            return "authorizedkeysfile none\n";
        };
        await SurveyAsync();
        Assert.Equal(["root"], asked);

        _machine["/etc/ssh/sshd_config"] = "Match User deploy\nAuthorizedKeysFile none\n";
        await SurveyAsync();
        Assert.Equal(["root", "root", "deploy"], asked);
    }

    [Fact]
    public async Task Files_that_sshd_may_read_for_some_are_looked_at_and_others_are_barred()
    {
        _machine["/etc/ssh/sshd_config"] = "Match Address 10.0.0.0/8\nAuthorizedKeysFile /srv/inside/%u\n";
        _machine["/srv/inside/deploy"] = "x";
        _machine["/home/deploy/.ssh/authorized_keys.bak"] = "x";
        _machine.Effective = _ => "authorizedkeysfile .ssh/authorized_keys\n";
        var places = await SurveyAsync();
        Assert.Null(Assert.Single(places["/srv/inside/deploy"]).Barred);
        Assert.Null(Assert.Single(places["/root/.ssh/authorized_keys"]).Barred);
        Assert.NotNull(Assert.Single(places["/home/deploy/.ssh/authorized_keys.bak"]).Barred);
    }

    [Fact]
    public async Task Accounts_that_sshd_turns_away_and_programs_that_it_asks_are_told()
    {
        _machine.Effective = _ => "permitrootlogin no\nauthorizedkeyscommand /usr/bin/keys %u\nauthorizedprincipalscommand none\n";
        var survey = new SshMachineSurvey(_machine);
        var places = await SurveyAsync(survey);
        Assert.Equal("PermitRootLogin no", Assert.Single(places["/root/.ssh/authorized_keys"]).Barred);
        Assert.Equal(["AuthorizedKeysCommand /usr/bin/keys"], survey.Programs);
    }

    [Fact]
    public async Task Authorities_let_in_by_principals_where_sshd_has_been_told_of_them()
    {
        _machine.Accounts.Add(new SshAccount("guest", "1001", "/home/guest"));
        _machine["/etc/ssh/sshd_config"] = "TrustedUserCAKeys /srv/ca.pub\nDenyUsers guest\nMatch User deploy\nAuthorizedPrincipalsFile /srv/names/%u\n";
        _machine["/srv/names/deploy"] = "# who\nops\n from=\"10.0.0.1\" night \n";
        _machine["/srv/ca.pub"] = "x";
        var places = (await SurveyAsync())["/srv/ca.pub"];
        Assert.Equal([null, "deploy"], places.Select(place => place.Account));
        Assert.Equal(["deploy", "guest"], places[0].ExceptAccounts);
        Assert.Equal(["ops", "night"], places[1].Principals);

        _machine["/etc/ssh/sshd_config"] = "TrustedUserCAKeys /srv/ca.pub\nAuthorizedPrincipalsFile /srv/nowhere/%u\n";
        Assert.NotNull(Assert.Single((await SurveyAsync())["/srv/ca.pub"]).Barred);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_of()
    {
        _machine.Denied.Add("/home/deploy/.ssh/");
        Assert.Contains("/home/deploy/.ssh/", (await SurveyAsync()).Keys);
    }

    [Fact]
    public async Task Windows_keeps_its_own_folders()
    {
        var machine = new FakeSshMachine { Accounts = { new SshAccount("bob", "S-1", @"C:\Users\bob") } };
        machine[@"C:\ProgramData\ssh\sshd_config"] = "Match Group administrators\n  AuthorizedKeysFile __PROGRAMDATA__/ssh/administrators_authorized_keys\n";
        machine[@"C:\ProgramData\ssh\administrators_authorized_keys"] = "x";
        machine[@"C:\Users\bob\.ssh\authorized_keys"] = "x";
        var survey = new SshMachineSurvey(machine);
        var found = new Dictionary<string, string?>();
        await foreach (var (file, places) in survey.FilesAsync(CancellationToken.None))
        {
            using (file)
            {
                found.Add(file.Path, places[0].Account);
            }
        }

        Assert.Equal("administrators", found[@"C:\ProgramData\ssh\administrators_authorized_keys"]);
        Assert.Equal("bob", found[@"C:\Users\bob\.ssh\authorized_keys"]);
    }

    private Task<SortedDictionary<string, IReadOnlyList<SshPlace>>> SurveyAsync() => SurveyAsync(new SshMachineSurvey(_machine));

    private static async Task<SortedDictionary<string, IReadOnlyList<SshPlace>>> SurveyAsync(SshMachineSurvey survey)
    {
        var found = new SortedDictionary<string, IReadOnlyList<SshPlace>>(StringComparer.Ordinal);
        await foreach (var (file, places) in survey.FilesAsync(CancellationToken.None))
        {
            using (file)
            {
                found.Add(file.Path, places);
            }
        }

        found.Remove("/etc/ssh/sshd_config");
        return found;
    }
}
