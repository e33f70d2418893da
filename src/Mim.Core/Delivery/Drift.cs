namespace Mim.Core.Delivery;

/// <summary>A location that does not hold what was installed and proved there.</summary>
/// <param name="Target">The target.</param>
/// <param name="Reason">What is wrong there.</param>
/// <param name="IsDeliberate">Somebody else put another certificate there.</param>
internal sealed record Drift(Target Target, string Reason, bool IsDeliberate)
{
    /// <summary>Why it is left alone.</summary>
    public MimException Refusal() => new(
        MimErrorCause.LocationChanged,
        $"'{Target.Address}' was changed by somebody else, and is left as it is: {Reason} -Force puts '{Target.Identity}' there again.",
        Target.Address);
}
