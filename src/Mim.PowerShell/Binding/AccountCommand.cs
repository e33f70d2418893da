using System.Management.Automation;

using Mim.Core;
using Mim.Core.Accounts;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told where an account is.</summary>
public abstract class AccountCommand : MakingCommand
{
    /// <summary>What keeps the account.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    public AccountSystem System { get; set; }

    /// <summary>Name or address of the server.</summary>
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    public string? Server { get; set; }

    /// <summary>Its port.</summary>
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
    [List]
    public string[] Account { get; set; } = [];

    /// <summary>Connect by TLS on this machine too.</summary>
    [Parameter]
    public SwitchParameter Tls { get; set; }

    /// <summary>PEM file with the authorities that the server's certificate is trusted by.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? AuthorityFile { get; set; }

    /// <summary>How long a log-in or a change may take.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Span]
    public TimeSpan? Timeout { get; set; }

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

        var usual = AccountSettings.Usual(System, Said(Server) ?? "localhost", accounts, Tls || AuthorityFile is not null);
        return usual with
        {
            Port = Port ?? usual.Port,
            ManagementPort = ManagementPort,
            Database = Said(Database),
            AuthorityFile = AuthorityFile is null ? null : Files.Existing(AuthorityFile),
            Timeout = Timeout ?? usual.Timeout,
        };
    }
}
