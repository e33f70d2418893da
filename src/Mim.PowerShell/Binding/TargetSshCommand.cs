using System.Management.Automation;

using Mim.Core;
using Mim.Core.Delivery;

namespace Mim.PowerShell.Binding;

/// <summary>A cmdlet that is told of what SSH reads on a machine.</summary>
public abstract class TargetSshCommand : TargetServiceCommand
{
    /// <summary>Account that the key logs in to.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = AccountSet)]
    [ValidateNotNullOrEmpty]
    public string? Account { get; set; }

    /// <summary>Options of the key in the list of the account.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = AccountSet)]
    public string? KeyOption { get; set; }

    /// <summary>Hosts that an authority is trusted for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = FilesSet)]
    [List]
    public string[] TrustedFor { get; set; } = [];

    /// <inheritdoc/>
    private protected override TargetKind ChosenKind => Account is not null && Kind is null ? TargetKind.AuthorizedKeys : base.ChosenKind;

    private protected override TargetSettings Settings() => ChosenKind switch
    {
        TargetKind.AuthorizedKeys => new AuthorizedKeysSettings
        {
            Host = ChosenHost,
            Account = Account ?? throw new MimException(MimErrorCause.InvalidArgument, "Say with -Account where the key logs in to."),
            Path = SaidPath(Path),
            Options = Said(KeyOption),
            Configuration = SaidPath(Configuration),
        },
        TargetKind.SshHostCertificate or TargetKind.SshTrustedAuthority or TargetKind.SshRevokedKeys => new SshServerSettings
        {
            Host = ChosenHost,
            Path = PathThere(Path),
            TrustedFor = TrustedFor,
            Configuration = SaidPath(Configuration),
            ReloadCommand = ReloadCommand,
            Listeners = [.. Listener.Select(text => ServiceListener.Parse(text, Core.Discovery.StartTls.None))],
            Timeout = Timeout ?? SshServerSettings.DefaultTimeout,
        },
        _ when (Account ?? TrustedFor.FirstOrDefault()) is { } lost =>
            throw new MimException(MimErrorCause.InvalidArgument, $"'{lost}' is of SSH, and of no {ChosenKind} target.", lost),
        _ => base.Settings(),
    };
}
