using System.Net;
using System.Text;
using Mim.Core.Accounts;
using Mim.Testing.Certificates;

namespace Mim.Testing.Programs;

/// <summary>
/// Users of an Active Directory domain, by a Samba domain controller that tests share. Its ports are fixed, so it has an address of
/// loopback for itself. Passwords have seven characters or more, and the one before lets in for an hour, as it usually is.
/// </summary>
public sealed class DomainAccounts : AccountServer
{
    private const string Domain = "DC=ad,DC=mim,DC=test";
    private const int LdapsPort = 636;
    private const int Enabled = 512;
    private const int Disabled = 514;
    private static readonly Lazy<(IPAddress Address, string Certificate)> _server = new(Start);

    public override AccountSystem System => AccountSystem.ActiveDirectory;

    public override int Port => LdapsPort;

    public override string Administrator => "administrator@ad.mim.test";

    /// <summary>The short name of the domain.</summary>
    public static string NetBiosName => "MIM";

    public override AccountSettings Settings(params IReadOnlyList<string> accounts) =>
        base.Settings(accounts) with { Server = _server.Value.Address.ToString(), AuthorityFile = _server.Value.Certificate };

    public static string DistinguishedName(string account) => $"CN={Ldif.Escaped(account)},CN=Users,{Domain}";

    public override void Make(string account, string password)
    {
        Run("ldapdelete", "", DistinguishedName(account));
        Modify(Ldif.Record(
            Ldif.Line("dn", DistinguishedName(account)), Ldif.Line("changetype", "add"), Ldif.Line("objectClass", "user"), Ldif.Line("sAMAccountName", account),
            Ldif.Line("userPrincipalName", $"{account}@services.test"), Ldif.Line("userAccountControl", $"{Enabled}"),
            ("unicodePwd", Encoding.Unicode.GetBytes($"\"{password}\""))));
    }

    /// <summary>Lets nobody log in to an account any more.</summary>
    public void Disable(string account) => Set(account, "userAccountControl", $"{Disabled}");

    /// <summary>Lets an account in for a change of its password only.</summary>
    public void MustChange(string account) => Set(account, "pwdLastSet", "0");

    /// <summary>Gives an attribute of an account a value.</summary>
    public void Set(string account, string attribute, string value) => Modify(Ldif.Record(
        Ldif.Line("dn", DistinguishedName(account)), Ldif.Line("changetype", "modify"), Ldif.Line("replace", attribute), Ldif.Line(attribute, value)));

    private void Modify(string changes) => Run("ldapmodify", changes).Succeeded();

    private ProgramResult Run(string program, string input, params string[] arguments) => Run(_server.Value.Address, program, input, arguments);

    private ProgramResult Run(IPAddress address, string program, string input, params string[] arguments) => ProgramRunner.RunWithInput(
        "env", input, ["LDAPTLS_REQCERT=never", program, "-x", "-H", $"ldaps://{address}", "-D", Administrator, "-w", AdministratorPassword, .. arguments]);

    private static (IPAddress Address, string Certificate) Start()
    {
        var (folder, accounts) = (new TemporaryFolder(), new DomainAccounts());
        var address = new IPAddress([127, (byte)Random.Shared.Next(64, 128), (byte)Random.Shared.Next(256), (byte)Random.Shared.Next(1, 255)]);
        var own = OwnCertificate.For(folder, address);
        string[] options =
        [
            $"interfaces={address}/8", "bind interfaces only=yes", "server services=ldap", "vfs objects=dfs_samba4 acl_xattr xattr_tdb", "ldb:nosync=yes",
            $"tls certfile={own.Certificate}", $"tls cafile={own.Certificate}", $"tls keyfile={own.Key}",
            $"log file={folder["log"]}", $"pid directory={folder.Path}", $"ncalrpc dir={folder["rpc"]}",
        ];
        ProgramRunner.Run(
            "samba-tool", [
                "domain", "provision", "--quiet", "--realm=AD.MIM.TEST", $"--domain={NetBiosName}", "--server-role=dc", "--dns-backend=NONE", "--host-name=dc1",
                "--host-ip=127.0.0.1", "--base-schema=2008_R2", "--plaintext-secrets", $"--adminpass={accounts.AdministratorPassword}",
                $"--targetdir={folder["dc"]}", .. options.Select(option => $"--option={option}"),
            ]).Succeeded();
        var server = new ServerProgram(
            folder["out"], new IPEndPoint(address, LdapsPort), ProgramFinder.Find("samba")!, "-F", "-M", "single", "--no-process-group",
            "-s", folder["dc/etc/smb.conf"]);
        EndWithProcess(server, folder);

        // What the suites try has any characters, and changes twice a day.
        accounts.Run(address, "ldapmodify", Ldif.Record(
            Ldif.Line("dn", Domain), Ldif.Line("changetype", "modify"), Ldif.Line("replace", "pwdProperties"), Ldif.Line("pwdProperties", "0"))).Succeeded();
        accounts.Run(address, "ldapmodify", Ldif.Record(
            Ldif.Line("dn", Domain), Ldif.Line("changetype", "modify"), Ldif.Line("replace", "minPwdAge"), Ldif.Line("minPwdAge", "0"))).Succeeded();
        return (address, own.Certificate);
    }
}
