using System.Management.Automation;

using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told of a certificate store of Windows, and of what is bound to certificates in it.</summary>
public abstract class TargetWindowsCommand : TargetSshCommand
{
    /// <summary>Of the parameters for targets that are of Windows.</summary>
    private protected const string WindowsSet = "Windows";

    private const string Terminal = "RDP-Tcp";
    private const string EveryAddress = "*";

    /// <summary>Store of Windows, such as LocalMachine\My.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = WindowsSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateStore { get; set; }

    /// <summary>What is bound to the certificate.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = WindowsSet)]
    [Alias("BindingInformation")]
    public string? Binding { get; set; }

    /// <summary>Account that may read the key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = WindowsSet)]
    public string? KeyReader { get; set; }

    /// <inheritdoc/>
    private protected override TargetKind ChosenKind => Kind ?? (CertificateStore is null ? base.ChosenKind
        : Said(Binding) is null ? TargetKind.WindowsStore
        : TargetKind.Iis);

    /// <inheritdoc/>
    private protected override TargetSettings Settings() => ChosenKind switch
    {
        _ when !ChosenKind.IsOfWindows() => CertificateStore is null
            ? base.Settings()
            : throw new MimException(MimErrorCause.InvalidArgument, $"'{CertificateStore}' is of Windows, and of no {ChosenKind} target.", CertificateStore),
        _ => new WindowsTargetSettings
        {
            Host = ChosenHost,
            Store = (CertificateStore ?? WindowsTargetSettings.DefaultStore).Replace('\\', '/'),
            Binding = ChosenBinding(),
            KeyReader = Said(KeyReader),
            Listeners = [.. Listener.Select(text => ServiceListener.Parse(text, StartTls ?? UsualTls))],
            ServerNames = ServerName,
            Timeout = Timeout ?? WindowsTargetSettings.DefaultTimeout,
        },
    };

    private StartTls UsualTls => ChosenKind == TargetKind.RemoteDesktop ? Core.Discovery.StartTls.Rdp : Core.Discovery.StartTls.None;

    private string? ChosenBinding() => ChosenKind switch
    {
        TargetKind.Iis => HttpBinding.Parse(
            Said(Binding) ?? throw new MimException(MimErrorCause.InvalidArgument, "Say with -Binding which, for example web01.corp.test:443 or *:443:.")).ToString(),
        TargetKind.RemoteDesktop => Said(Binding) ?? Terminal,
        TargetKind.WinRm => Said(Binding) ?? EveryAddress,
        _ => Said(Binding),
    };
}
