using System.Management.Automation;

using Mim.Core.Delivery;
using Mim.PowerShell.Binding.Completion;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told which host something is on, where that is reached over SSH.</summary>
public abstract class TargetHostCommand : WindowedCommand, IHostParameters
{
    /// <summary>Host that the target is on, reached over SSH.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ComputerName")]
    public string? HostName { get; set; }

    /// <summary>Port of the host's SSH server.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsNull]
    public int? Port { get; set; }

    /// <summary>Account to log in to.</summary>
    [Parameter]
    [Alias("UserName")]
    [ValidateNotNullOrEmpty]
    public string? User { get; set; }

    /// <summary>Private key to log in with.</summary>
    [Parameter]
    [Alias("KeyFilePath")]
    [ValidateNotNullOrEmpty]
    public string? IdentityFile { get; set; }

    /// <summary>Key, certificate or password of the inventory to log in with.</summary>
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

    /// <summary>Become root there by sudo.</summary>
    [Parameter]
    public SwitchParameter Sudo { get; set; }

    /// <summary>An empty column of a CSV file says nothing.</summary>
    private protected static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>The host that was said; null for this machine.</summary>
    private protected TargetHost? ChosenHost => HostParameters.HostOf(this, Said(HostName), Files, () => Session, StopToken);

    /// <summary>Whether files there are written by root.</summary>
    private protected bool WritesAsRoot => Said(HostName) is null ? Environment.IsPrivilegedProcess : Sudo || User == "root";

    /// <summary>The path as the host has it; on this machine from the current location.</summary>
    private protected string PathThere(string path) => Said(HostName) is null ? Files.Full(path) : path;
}
