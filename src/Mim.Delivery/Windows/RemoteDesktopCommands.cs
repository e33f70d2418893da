using Mim.Core.Delivery;

namespace Mim.Delivery.Windows;

/// <summary>The certificate of Remote Desktop, by the provider of its settings (Win32_TSGeneralSetting). New connections get it at once.</summary>
internal sealed class RemoteDesktopCommands : BindingCommands
{
    private const string Ask =
        "$setting = Get-CimInstance -Namespace root/cimv2/TerminalServices -ClassName Win32_TSGeneralSetting -Filter \"TerminalName='$env:MIM_BINDING'\"; "
        + "if (-not $setting) { throw \"There is no terminal '$env:MIM_BINDING'.\" }; ";

    // Without the value Windows has a certificate of its own making.
    private const string Clear =
        @"Remove-ItemProperty -Path ""HKLM:\SYSTEM\CurrentControlSet\Control\Terminal Server\WinStations\$env:MIM_BINDING"" -Name SSLCertificateSHA1Hash";

    public override TargetKind Kind => TargetKind.RemoteDesktop;

    public override WindowsCommand ReadAll => WindowsCommand.Script(
        "Get-CimInstance -Namespace root/cimv2/TerminalServices -ClassName Win32_TSGeneralSetting | ForEach-Object SSLCertificateSHA1Hash", "*");

    public override WindowsCommand Read(string name) => WindowsCommand.Script($"{Ask}$setting.SSLCertificateSHA1Hash", name);

    public override WindowsCommand Bind(string name, string? thumbprint, string store, string now) => WindowsCommand.Script(
        thumbprint is null ? Clear : $"{Ask}Set-CimInstance -InputObject $setting -Property @{{ SSLCertificateSHA1Hash = $env:MIM_THUMBPRINT }}",
        name,
        thumbprint);
}
