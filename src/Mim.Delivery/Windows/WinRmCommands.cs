using Mim.Core.Delivery;

namespace Mim.Delivery.Windows;

/// <summary>
/// The HTTPS listeners of Windows Remote Management. One that is not there is not made: its name and address are the administrator's.
/// </summary>
internal sealed class WinRmCommands : BindingCommands
{
    private const string Which = "-ResourceURI winrm/config/Listener -SelectorSet @{ Address = $env:MIM_BINDING; Transport = 'HTTPS' }";

    public override TargetKind Kind => TargetKind.WinRm;

    public override WindowsCommand ReadAll => WindowsCommand.Script(
        "if ((Get-Service WinRM).Status -eq 'Running') { "
        + "Get-WSManInstance -ResourceURI winrm/config/Listener -Enumerate | ForEach-Object CertificateThumbprint }",
        "*");

    public override WindowsCommand Read(string name) => WindowsCommand.Script($"(Get-WSManInstance {Which}).CertificateThumbprint", name);

    public override WindowsCommand Bind(string name, string? thumbprint, string store, string now) => WindowsCommand.Script(
        $"$null = Set-WSManInstance {Which} -ValueSet @{{ CertificateThumbprint = $env:MIM_THUMBPRINT }}", name, thumbprint);
}
