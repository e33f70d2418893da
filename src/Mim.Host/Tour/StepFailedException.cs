namespace Mim.Host.Tour;

/// <summary>Something the tour wanted to prove does not hold.</summary>
internal sealed class StepFailedException(string message) : Exception(message)
{
    public static void ThrowUnless(bool holds, string claim)
    {
        if (!holds)
        {
            throw new StepFailedException($"It does not hold that {claim}.");
        }
    }
}
