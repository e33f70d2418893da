using System.Management.Automation;

using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told of a certificate store of Windows, and of what is bound to certificates in it.</summary>
public abstract class TargetWindowsCommand : TargetSshCommand
{
    private const string Drive = "Cert:";
    private const string Terminal = "RDP-Tcp";
    private const string EveryAddress = "*";
    private static readonly string[] _locations = ["LocalMachine", "CurrentUser"];

    /// <summary>What of Windows is bound to the certificate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = FilesSet)]
    [Alias("BindingInformation")]
    public string? Binding { get; set; }

    /// <summary>Account that may read the key in a store of Windows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = FilesSet)]
    public string? KeyReader { get; set; }

    /// <inheritdoc/>
    private protected override TargetKind ChosenKind => Kind ?? (!IsStore ? base.ChosenKind
        : Said(Binding) is null ? TargetKind.WindowsStore
        : TargetKind.Iis);

    /// <summary>Where the target is, for people.</summary>
    private protected string Place => IsStore ? string.Join(' ', new[] { StoreName, Said(Binding) }.OfType<string>()) : Account ?? PathThere(Path);

    private bool IsStore => Path.StartsWith(Drive, StringComparison.OrdinalIgnoreCase);

    private string StoreName
    {
        get
        {
            var parts = Path[Drive.Length..].Replace('\\', '/').Trim('/').Split('/', 2);
            var location = _locations.FirstOrDefault(one => one.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) ?? parts[0];
            return $"{location}/{parts.ElementAtOrDefault(1)}";
        }
    }

    private StartTls UsualTls => ChosenKind == TargetKind.RemoteDesktop ? Core.Discovery.StartTls.Rdp : Core.Discovery.StartTls.None;

    /// <inheritdoc/>
    private protected override TargetSettings Settings()
    {
        if (IsStore != ChosenKind.IsOfWindows())
        {
            throw new MimException(
                MimErrorCause.InvalidArgument,
                $"'{Path}' is of no {ChosenKind} target: those of Windows are in a store such as Cert:\\LocalMachine\\My, others in files.",
                Path);
        }

        if (!IsStore && (Said(Binding) ?? Said(KeyReader)) is { } lost)
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"'{lost}' is of Windows, and of no {ChosenKind} target.", lost);
        }

        return IsStore ? OfStore() : base.Settings();
    }

    private WindowsTargetSettings OfStore() => new()
    {
        Host = ChosenHost,
        Store = StoreName,
        Binding = ChosenBinding(),
        KeyReader = Said(KeyReader),
        Listeners = [.. Listener.Select(text => ServiceListener.Parse(text, StartTls ?? UsualTls))],
        ServerNames = ServerName,
        Timeout = Timeout ?? WindowsTargetSettings.DefaultTimeout,
    };

    private string? ChosenBinding() => ChosenKind switch
    {
        TargetKind.Iis when Said(Binding) is { } binding => $"{HttpBinding.Parse(binding)}",
        TargetKind.Iis => throw new MimException(MimErrorCause.InvalidArgument, "Say with -Binding which, for example web01.corp.test:443 or *:443:."),
        TargetKind.RemoteDesktop => Said(Binding) ?? Terminal,
        TargetKind.WinRm => Said(Binding) ?? EveryAddress,
        _ => Said(Binding),
    };
}
