using System.Management.Automation;

using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that logs in to hosts by the system's OpenSSH client.</summary>
public abstract class SshHostCommand : MimCommand
{
    private protected const string OnHosts = nameof(OnHosts);

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

    /// <summary>Writes what is found, as it is found, and how far the search is.</summary>
    private protected void Run<T>(string activity, Func<IProgress<ScanProgress>, CancellationToken, IAsyncEnumerable<T>> find)
    {
        var meter = new ProgressMeter(this, activity, Session.Time);
        using var pump = new PipelinePump(StopToken);
        var progress = pump.Progress<ScanProgress>(now => meter.Show(now.Now, now.Done, now.Total));
        pump.Run(find(progress, pump.Token), found => WriteObject(found));
        meter.Complete();
    }

    private protected SshDestination Destination(string host, int? port, TimeSpan? timeout)
    {
        var destination = new SshDestination(host)
        {
            Port = port,
            User = User,
            IdentityFile = IdentityFile is null ? null : Files.Existing(IdentityFile),
            JumpHost = JumpHost,
            KnownHostsFile = KnownHostsFile is null ? null : Files.Existing(KnownHostsFile),
            UseSudo = Sudo,
        };
        return timeout is { } span ? destination with { Timeout = span } : destination;
    }
}
