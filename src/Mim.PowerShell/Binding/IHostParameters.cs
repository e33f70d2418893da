using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>The parameters by which cmdlets are told how a host is reached over SSH.</summary>
internal interface IHostParameters
{
    /// <summary>Port of the host's SSH server.</summary>
    int? Port { get; }

    /// <summary>Account to log in to.</summary>
    string? User { get; }

    /// <summary>Private key to log in with.</summary>
    string? IdentityFile { get; }

    /// <summary>Key, certificate or password of the inventory to log in with.</summary>
    string? LogInWith { get; }

    /// <summary>File with the host keys to trust.</summary>
    string? KnownHostsFile { get; }

    /// <summary>Host to go through.</summary>
    string? JumpHost { get; }

    /// <summary>Become root there by sudo.</summary>
    SwitchParameter Sudo { get; }
}
