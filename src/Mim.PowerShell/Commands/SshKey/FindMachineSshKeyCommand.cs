using System.Management.Automation;

using Mim.Core.Discovery.Ssh;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Finds SSH keys and certificates on this machine, in files, on other hosts and by asking servers.</summary>
[Cmdlet(VerbsCommon.Find, Nouns.SshKey, DefaultParameterSetName = Network)]
[OutputType(typeof(SshKeyFinding))]
public sealed class FindMachineSshKeyCommand : ScanCommand
{
    private const string OnHosts = nameof(OnHosts);

    private readonly List<SshDestination> _hosts = [];

    /// <summary>Port of the servers and hosts that name none.</summary>
    [Parameter(ParameterSetName = Network, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = OnHosts, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public override int[] Port { get; set; } = [22];

    /// <summary>How long one server, or one answer of a host, may take.</summary>
    [Parameter(ParameterSetName = Network)]
    [Parameter(ParameterSetName = OnHosts)]
    [Span]
    public override TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Hosts to log in to: names, addresses or aliases of the client's configuration.</summary>
    [Parameter(ParameterSetName = OnHosts, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>Account to log in to. Not by property name: files have a user too.</summary>
    [Parameter(ParameterSetName = OnHosts)]
    [Alias("UserName")]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>Private key to log in with.</summary>
    [Parameter(ParameterSetName = OnHosts)]
    [Alias("KeyFilePath")]
    [ValidateNotNullOrEmpty]
    public string? IdentityFile { get; set; }

    /// <summary>Host to go through: user@host:port, several with commas between.</summary>
    [Parameter(ParameterSetName = OnHosts)]
    [ValidateNotNullOrEmpty]
    public string? JumpHost { get; set; }

    /// <summary>File with the host keys to trust.</summary>
    [Parameter(ParameterSetName = OnHosts)]
    [ValidateNotNullOrEmpty]
    public string? KnownHostsFile { get; set; }

    /// <summary>Become root there by sudo.</summary>
    [Parameter(ParameterSetName = OnHosts)]
    public SwitchParameter Sudo { get; set; }

    private protected override void Process()
    {
        base.Process();
        _hosts.AddRange(HostName.Select(Destination));
    }

    private protected override void End()
    {
        var keys = Session.SshKeys;
        if (ParameterSetName == OnHosts)
        {
            var hosts = new SshHostScan(_hosts) { Throttle = ThrottleLimit ?? 16 };
            Run.Look("Looking for keys on hosts", (progress, token) => keys.FindAsync(hosts, progress, token));
        }
        else if (ParameterSetName == Network && HasTargets)
        {
            var scan = new SshServerScan
            {
                Targets = Targets(), Timeout = Timeout, Throttle = ThrottleLimit ?? 128, IncludeUnreachable = IncludeUnreachable,
            };
            var bookmark = Bookmark();
            scan = scan with { Skip = bookmark?.Finished ?? 0 };
            Run.Ask("Asking servers for their host keys", bookmark, (progress, token) => keys.FindAsync(scan, progress, token));
        }
        else if (ParameterSetName == Network)
        {
            Run.Look("Looking for keys on this machine", (_, token) => keys.FindAsync(token));
        }
        else if (FileScan() is { } files)
        {
            Run.WarnOfDepth(files).Look("Looking for keys in files", (progress, token) => keys.FindAsync(files, progress, token));
        }
    }

    private SshDestination Destination(string host)
    {
        var destination = new SshDestination(host)
        {
            Port = IsGiven(nameof(Port)) ? Port[0] : null,
            User = User,
            IdentityFile = IdentityFile is null ? null : Files.Existing(IdentityFile),
            JumpHost = JumpHost,
            KnownHostsFile = KnownHostsFile is null ? null : Files.Existing(KnownHostsFile),
            UseSudo = Sudo,
        };
        return IsGiven(nameof(Timeout)) ? destination with { Timeout = Timeout } : destination;
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
