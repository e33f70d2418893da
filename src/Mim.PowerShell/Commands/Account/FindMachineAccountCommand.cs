using System.Management.Automation;

using Mim.Core.Accounts;
using Mim.Core.Discovery.Accounts;
using Mim.Core.Sealing;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Finds accounts of this machine, of servers and in exports of clouds, and says what is wrong with them.</summary>
[Cmdlet(VerbsCommon.Find, Nouns.Account, DefaultParameterSetName = Here)]
[OutputType(typeof(AccountFinding))]
public sealed class FindMachineAccountCommand : MimCommand
{
    private const string Here = nameof(Here);
    private const string OnServer = nameof(OnServer);
    private const string InFiles = nameof(InFiles);
    private const string InLiteralFiles = nameof(InLiteralFiles);
    private const string Activity = "Looking for accounts";

    /// <summary>What keeps the accounts.</summary>
    [Parameter(ParameterSetName = OnServer, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    public AccountSystem System { get; set; }

    /// <summary>Name or address of the server.</summary>
    [Parameter(ParameterSetName = OnServer, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    public string Server { get; set; } = "localhost";

    /// <summary>Who asks.</summary>
    [Parameter(ParameterSetName = OnServer, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Its port.</summary>
    [Parameter(ParameterSetName = OnServer, ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? Port { get; set; }

    /// <summary>Connect by TLS on this machine too.</summary>
    [Parameter(ParameterSetName = OnServer)]
    public SwitchParameter Tls { get; set; }

    /// <summary>PEM file with the authorities that the server's certificate is trusted by.</summary>
    [Parameter(ParameterSetName = OnServer)]
    [ValidateNotNullOrEmpty]
    public string? AuthorityFile { get; set; }

    /// <summary>How long one answer may take.</summary>
    [Parameter(ParameterSetName = OnServer)]
    [Span]
    public TimeSpan Timeout { get; set; } = AccountSettings.DefaultTimeout;

    /// <summary>Exports of AWS, Entra or Google, wildcards allowed.</summary>
    [Parameter(ParameterSetName = InFiles, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Such files, taken as they are written.</summary>
    [Parameter(ParameterSetName = InLiteralFiles, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Also accounts that people log in to.</summary>
    [Parameter]
    public SwitchParameter IncludePeople { get; set; }

    /// <summary>How old a password or key may be.</summary>
    [Parameter]
    [Span]
    public TimeSpan StaleAfter { get; set; } = AccountScan.DefaultStaleAfter;

    /// <summary>How long an account or key may lie idle.</summary>
    [Parameter]
    [Span]
    public TimeSpan UnusedAfter { get; set; } = AccountScan.DefaultUnusedAfter;

    private AccountScan Scan => new() { IncludePeople = IncludePeople, StaleAfter = StaleAfter, UnusedAfter = UnusedAfter };

    private ScanRun Run => new(this, Session.Time, StopToken);

    private protected override void Process()
    {
        switch (ParameterSetName)
        {
            case OnServer:
                Attempt(Server, LookAtServer);
                break;
            case Here:
                Attempt(null, () => Run.Look(Activity, (_, token) => Session.AccountDiscovery.FindAsync(Scan, token)));
                break;
            default:
                foreach (var path in LiteralPath.Select(Files.Existing).Concat(Path.SelectMany(Files.Matching)))
                {
                    Attempt(path, () => Run.Look(Activity, (_, token) => Session.AccountDiscovery.FindAsync(path, Scan, token)));
                }

                break;
        }
    }

    private void LookAtServer()
    {
        var user = Credential?.UserName ?? Environment.UserName;
        var usual = AccountSettings.Usual(System, Server, [user]);
        var settings = usual with
        {
            Port = Port ?? usual.Port,
            UseTls = usual.UseTls || Tls || AuthorityFile is not null,
            AuthorityFile = AuthorityFile is null ? null : Files.Existing(AuthorityFile),
            Timeout = Timeout,
        };
        using var credential = new AccountCredential(user, Secrets.Utf8OrNull(Credential?.Password) ?? new KeyMaterial(0));
        Run.Look(Activity, (_, token) => Session.AccountDiscovery.FindAsync(settings, credential, Scan, token));
    }
}
