namespace Mim.Discovery.Network.Upgrades;

/// <summary>SSLRequest of the frontend/backend protocol.</summary>
internal sealed class PostgreSqlUpgrade : IUpgrade
{
    // Length, then 1234 and 5679 in place of a version.
    private static readonly byte[] _request = [0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F];

    public async ValueTask StartAsync(ProbeConnection connection, CancellationToken cancellationToken)
    {
        await connection.SendAsync(_request, cancellationToken).ConfigureAwait(false);
        var answer = (await connection.ReadAsync(1, cancellationToken).ConfigureAwait(false)).Span[0];
        if (answer != 'S')
        {
            throw EndpointException.NotTls(answer switch
            {
                (byte)'N' => "PostgreSQL has TLS switched off",
                (byte)'E' => "PostgreSQL answered the request for TLS with an error",
                _ => $"it answered 0x{answer:X2} to the request for TLS",
            });
        }
    }
}
