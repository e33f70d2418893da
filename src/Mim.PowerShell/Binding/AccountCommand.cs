using System.Management.Automation;

using Mim.Core;
using Mim.Core.Accounts;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told where an account is.</summary>
public abstract class AccountCommand : MakingCommand, IHostParameters
{
    private const string Here = "localhost";

    /// <summary>What keeps the account.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public AccountSystem System { get; set; }

    /// <summary>Name or address of the server; of the machine for one of its own accounts.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    public string? Server { get; set; }

    /// <summary>Its port; of a machine that of its SSH server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? Port { get; set; }

    /// <summary>Port at which passwords are changed, where that is another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? ManagementPort { get; set; }

    /// <summary>What to log in to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Database { get; set; }

    /// <summary>The account's name there; two of them are a pair.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [List(TakesDistinguishedNames = true)]
    public string[] Account { get; set; } = [];

    /// <summary>Connect by TLS on this machine too.</summary>
    [Parameter]
    public SwitchParameter Tls { get; set; }

    /// <summary>PEM file with the authorities that the server's certificate is trusted by.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthorityFile { get; set; }

    /// <summary>Account to log in to the machine with, for one of its own accounts.</summary>
    [Parameter]
    [Alias("UserName")]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>Private key to log in to the machine with.</summary>
    [Parameter]
    [Alias("KeyFilePath")]
    [ValidateNotNullOrEmpty]
    public string? IdentityFile { get; set; }

    /// <summary>Key, certificate or password of the inventory to log in to the machine with.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(LogInNameCompleter))]
    public string? LogInWith { get; set; }

    /// <summary>File with the host keys to trust.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KnownHostsFile { get; set; }

    /// <summary>Host to go through: user@host:port, several with commas between.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? JumpHost { get; set; }

    /// <summary>Become root on the machine by sudo.</summary>
    [Parameter]
    public SwitchParameter Sudo { get; set; }

    /// <summary>How long a log-in or a change may take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Timeout { get; set; }

    // What only a machine is reached by is refused elsewhere, with the reason.
    private string? HostName => (Said(Server) ?? Here) is var server && (IsBySsh || (System.IsOfMachine() && server != Here)) ? server : null;

    private bool IsBySsh => (User ?? IdentityFile ?? Said(LogInWith) ?? KnownHostsFile ?? Said(JumpHost)) is not null || Sudo;

    /// <summary>What was said, and what is usual where nothing was.</summary>
    /// <param name="userName">Of the credential; null when there is none.</param>
    private protected AccountSettings Settings(string? userName)
    {
        var accounts = Account.Length > 0 ? Account : [userName ?? Name];
        if (userName is not null && userName != accounts[0])
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, $"The credential is of '{userName}' and the account is '{accounts[0]}'.", Name);
        }

        var host = HostParameters.HostOf(this, HostName, Files, () => Session, StopToken);
        var usual = AccountSettings.Usual(System, (host is null ? Said(Server) : null) ?? Here, accounts, Tls || AuthorityFile is not null);
        return usual with
        {
            Host = host,
            Port = (host is null ? Port : null) ?? usual.Port,
            ManagementPort = ManagementPort,
            Database = Said(Database),
            AuthorityFile = AuthorityFile is null ? null : Files.Existing(AuthorityFile),
            Timeout = Timeout ?? usual.Timeout,
        };
    }
}
