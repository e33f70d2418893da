using System.Text;
using Mim.Core.Accounts;
using Mim.Core.Sealing;

namespace Mim.Testing.Programs;

/// <summary>A real server with accounts, of which one changes the passwords of the others.</summary>
public abstract class AccountServer
{
    public abstract AccountSystem System { get; }

    public abstract int Port { get; }

    /// <summary>Who changes passwords there.</summary>
    public virtual string Administrator => "mim_keeper";

    public virtual string AdministratorPassword => "Keeper-Of-Accounts-1";

    /// <summary>Whether an account of it changes the passwords of the others, and not the machine that it is.</summary>
    public virtual bool HasKeeper => true;

    /// <summary>Makes an account that has to show its password, or gives it that one.</summary>
    public abstract void Make(string account, string password);

    /// <summary>What an account is called in full there.</summary>
    public virtual string NameOf(string account) => account;

    /// <summary>Where the accounts are.</summary>
    public virtual AccountSettings Settings(params IReadOnlyList<string> accounts) =>
        AccountSettings.Usual(System, "127.0.0.1", [.. accounts.Select(NameOf)]) with { Port = Port };

    /// <summary>Where it takes TLS; the same port where nothing else is said.</summary>
    protected virtual int TlsPort => Port;

    /// <summary>Where the accounts are, through TLS.</summary>
    public virtual AccountSettings TlsSettings(params IReadOnlyList<string> accounts) => Settings(accounts) with
    {
        Server = AccountServerTls.Name, Port = TlsPort, UseTls = true, AuthorityFile = AccountServerTls.AuthorityFile,
    };

    public static AccountCredential Credential(string account, string password) =>
        new(account, KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(password)));

    /// <summary>Ends a server that tests share when the process does, and removes what it left.</summary>
    protected static void EndWithProcess(ServerProgram server, TemporaryFolder folder) => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        server.Dispose();
        folder.Dispose();
    };
}
