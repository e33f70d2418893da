using System.Globalization;
using System.Text;

namespace Mim.Delivery.Accounts.Redis;

/// <summary>One reply of the Redis protocol, version 2: its sort, and its text or how much follows.</summary>
internal sealed record RedisReply(char Sort, string Text)
{
    /// <summary>Nothing that is of use here is longer.</summary>
    private const int LongestLine = 4096;
    private const int LongestText = 1_048_576;
    private const int MostParts = 4096;
    private const int DeepestList = 8;

    public bool IsError => Sort == '-';

    public bool IsNothing => Sort is '*' or '$' && Text == "-1";

    /// <summary>The error's first word, such as <c>WRONGPASS</c>; empty when it is none.</summary>
    public string Code => IsError ? Text.Split(' ')[0] : string.Empty;

    /// <summary>Reads a whole reply; of a list only that there is one.</summary>
    public static Task<RedisReply> ReadAsync(AccountLine line, CancellationToken cancellationToken) => ReadAsync(line, DeepestList, cancellationToken);

    private static async Task<RedisReply> ReadAsync(AccountLine line, int depth, CancellationToken cancellationToken)
    {
        var text = await LineAsync(line, cancellationToken).ConfigureAwait(false);
        var reply = text is [var sort, .. var rest] && "+-:$*".Contains(sort, StringComparison.Ordinal) ? new RedisReply(sort, rest) : throw Strange();
        switch (reply)
        {
            case { Sort: '$', IsNothing: false }:
                _ = await line.ReadAsync(Count(rest, LongestText) + 2, cancellationToken).ConfigureAwait(false);
                break;
            case { Sort: '*', IsNothing: false } when depth > 0:
                for (var left = Count(rest, MostParts); left > 0; left--)
                {
                    _ = await ReadAsync(line, depth - 1, cancellationToken).ConfigureAwait(false);
                }

                break;
            case { Sort: '*', IsNothing: false }:
                throw Strange();
        }

        return reply;
    }

    private static int Count(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= most ? count : throw Strange();

    private static async Task<string> LineAsync(AccountLine line, CancellationToken cancellationToken) =>
        Encoding.Latin1.GetString(await line.ReadLineAsync(LongestLine, cancellationToken).ConfigureAwait(false) ?? throw Strange());

    private static InvalidDataException Strange() => new("it does not speak the protocol of Redis.");
}
