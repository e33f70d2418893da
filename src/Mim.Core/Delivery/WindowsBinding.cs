namespace Mim.Core.Delivery;

/// <summary>Something of Windows that serves a certificate.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Name">Which of them; see <see cref="WindowsTargetSettings.Binding"/>.</param>
public sealed record WindowsBinding(TargetKind Kind, string Name)
{
    public override string ToString() => $"{Kind} {Name}";
}
