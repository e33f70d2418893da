namespace Mim.Core.Delivery;

/// <summary>What belongs to each kind of target.</summary>
public static class TargetKinds
{
    /// <summary>The type of its settings.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: a kind that this version does not know.</exception>
    public static Type SettingsType(this TargetKind kind) => kind switch
    {
        TargetKind.File => typeof(FileTargetSettings),
        TargetKind.Command or TargetKind.Nginx or TargetKind.Apache or TargetKind.HAProxy or TargetKind.PostgreSql or TargetKind.Postfix
            or TargetKind.Dovecot or TargetKind.JavaKeystore or TargetKind.Kubernetes
            or TargetKind.Script => typeof(ServiceTargetSettings),
        _ => throw new MimException(MimErrorCause.Unsupported, $"{kind} targets are not known here."),
    };
}
