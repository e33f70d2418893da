namespace Mim.Discovery.Network.Tls;

/// <summary>One message of a handshake, until the next is read.</summary>
/// <param name="Whole">With its header, as the transcript takes it.</param>
internal readonly record struct HandshakeMessage(ReadOnlyMemory<byte> Whole)
{
    public const int Header = 4;

    public HandshakeType Type => (HandshakeType)Whole.Span[0];

    public ReadOnlySpan<byte> Body => Whole.Span[Header..];
}
