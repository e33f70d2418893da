namespace Mim.Core.Discovery.Leaks.Keywords;

/// <summary>One keyword in the index.</summary>
/// <param name="Keyword">The octets.</param>
/// <param name="Offset">Where in them the four octets are that it is indexed by.</param>
/// <param name="Rules">The rules to try; empty for encodings, where what is decoded tells.</param>
internal sealed record KeywordEntry(Keyword Keyword, int Offset, SecretRule[] Rules);
