using System.Net;
using System.Text;
using Mim.Core.Accounts;
using Mim.Testing.Certificates;
using Mim.Testing.Network;

namespace Mim.Testing.Programs;

/// <summary>Entries of an OpenLDAP server that tests share, with a password policy for those who want one.</summary>
public sealed class LdapAccounts : AccountServer
{
    private const string Suffix = "dc=mim,dc=test";
    private static readonly (string Attribute, byte[] Value) _policy = Ldif.Line("pwdPolicySubentry", $"cn=policy,{Suffix}");
    private static readonly Lazy<(int Port, string Socket, string Certificate)> _server = new(Start);

    public override AccountSystem System => AccountSystem.Ldap;

    public override int Port => _server.Value.Port;

    public override string Administrator => NameOf("mim_keeper");

    /// <summary>Full path.</summary>
    public static string Socket => _server.Value.Socket;

    /// <summary>By which its certificate for localhost is trusted.</summary>
    public static string AuthorityFile => _server.Value.Certificate;

    public override string NameOf(string account) => $"cn={Ldif.Escaped(account)},{Suffix}";

    public override void Make(string account, string password) => Make(account, [Ldif.Line("userPassword", password)]);

    /// <summary>One whose passwords have five characters or more.</summary>
    public void MakePoliced(string account, string password) => Make(account, [Ldif.Line("userPassword", password), _policy]);

    /// <summary>One that has to change its password before anything else.</summary>
    public void MakeToBeChanged(string account, string password) =>
        Make(account, [Ldif.Line("userPassword", password), _policy, Ldif.Line("pwdReset", "TRUE")]);

    /// <summary>What the directory keeps of the passwords of an account.</summary>
    public IReadOnlyList<string> Kept(string account)
    {
        var text = Run("ldapsearch", "", "-o", "ldif-wrap=no", "-LLL", "-s", "base", "-b", NameOf(account), "userPassword").Succeeded().Output;
        return [.. text.Split('\n').Where(line => line.StartsWith("userPassword:: ", StringComparison.Ordinal))
            .Select(line => Encoding.UTF8.GetString(Convert.FromBase64String(line["userPassword:: ".Length..])))];
    }

    private void Make(string account, IEnumerable<(string Attribute, byte[] Value)> more)
    {
        Run("ldapdelete", "", NameOf(account));
        Run("ldapmodify", Person(account, more), "-a").Succeeded();
    }

    private string Person(string account, IEnumerable<(string Attribute, byte[] Value)> more) => Ldif.Record([
        Ldif.Line("dn", NameOf(account)), Ldif.Line("objectClass", "person"), Ldif.Line("cn", account), Ldif.Line("sn", account), .. more,
    ]);

    private ProgramResult Run(string program, string input, params string[] arguments) => ProgramRunner.RunWithInput(
        program, input, ["-x", "-H", $"ldap://127.0.0.1:{Port}", "-D", $"cn=root,{Suffix}", "-w", AdministratorPassword, .. arguments]);

    private static (int Port, string Socket, string Certificate) Start()
    {
        var (folder, accounts) = (new TemporaryFolder(), new LdapAccounts());
        var own = OwnCertificate.For(folder, IPAddress.Loopback);
        Directory.CreateDirectory(folder["data"]);
        File.WriteAllText(
            folder["slapd.conf"],
            $"""
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            moduleload ppolicy
            pidfile {folder["pid"]}
            TLSCACertificateFile {own.Certificate}
            TLSCertificateFile {own.Certificate}
            TLSCertificateKeyFile {own.Key}
            password-hash {"{SSHA}"}
            database mdb
            suffix {Suffix}
            directory {folder["data"]}
            dbnosync
            rootdn cn=root,{Suffix}
            rootpw {accounts.AdministratorPassword}
            access to attrs=userPassword by dn.exact="{accounts.Administrator}" write by self write by anonymous auth by * none
            access to * by dn.exact="{accounts.Administrator}" write by * read
            overlay ppolicy
            """ + "\n");
        var entries =
            $"dn: {Suffix}\nobjectClass: dcObject\nobjectClass: organization\ndc: mim\no: mim\n\n"
            + $"dn: cn=policy,{Suffix}\nobjectClass: device\nobjectClass: pwdPolicy\ncn: policy\npwdAttribute: userPassword\n"
            + "pwdCheckQuality: 2\npwdMinLength: 5\npwdMustChange: TRUE\n\n"
            + accounts.Person("mim_keeper", [Ldif.Line("userPassword", accounts.AdministratorPassword)]);
        ProgramRunner.RunWithInput(ProgramFinder.Find("slapadd")!, entries, "-f", folder["slapd.conf"]).Succeeded();
        var (port, socket) = (LoopbackPort.Free(), folder["socket"]);
        var server = new ServerProgram(
            folder["log"], port, ProgramFinder.Find("slapd")!, "-d", "0", "-f", folder["slapd.conf"],
            "-h", $"ldap://127.0.0.1:{port} ldapi://{Uri.EscapeDataString(socket)}");
        EndWithProcess(server, folder);
        return (port, socket, own.Certificate);
    }
}
