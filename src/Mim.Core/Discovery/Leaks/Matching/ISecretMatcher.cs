namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Finds out whether a secret of one form is where a keyword of it was seen. For any number of threads.</summary>
internal interface ISecretMatcher
{
    /// <summary>Where the value lies; none when there is no such secret.</summary>
    /// <param name="text">All that is known of the surroundings.</param>
    /// <param name="keyword">Where the keyword is.</param>
    OctetRange Match(ReadOnlySpan<byte> text, OctetRange keyword);
}
