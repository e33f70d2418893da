using System.Text;
using Mim.Core.Ports;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Reads sshd's configuration from its files on a machine, those it includes with it.</summary>
internal sealed class SshdConfigurationReader(ISshMachine machine, SshLayout layout)
{
    /// <summary>As many levels as sshd follows.</summary>
    private const int DeepestInclude = 16;

    private readonly SshdConfiguration _configuration = new();

    public async Task<SshdConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(layout.Configuration, [], 0, cancellationToken).ConfigureAwait(false);
        return _configuration;
    }

    private async Task ReadAsync(string pattern, IReadOnlyList<SshdMatch> around, int depth, CancellationToken cancellationToken)
    {
        foreach (var text in await TextsAsync(pattern, cancellationToken).ConfigureAwait(false))
        {
            var conditions = around;
            foreach (var words in text.Split('\n').Select(SshdLine.Words).Where(words => words.Count > 1))
            {
                var keyword = words[0].ToLowerInvariant();
                if (keyword == "match")
                {
                    conditions = [.. around, new SshdMatch(words[1..])];
                }
                else if (keyword != "include")
                {
                    _configuration.Add(new SshdDirective(keyword, words[1..], conditions));
                }
                else if (depth < DeepestInclude)
                {
                    foreach (var included in words[1..])
                    {
                        await ReadAsync(layout.InConfigurationFolder(included), conditions, depth + 1, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }
    }

    // Wildcards are in the last part of a path, as in /etc/ssh/sshd_config.d/*.conf; files come in the order of their names.
    private async Task<IEnumerable<string>> TextsAsync(string pattern, CancellationToken cancellationToken)
    {
        var isPattern = pattern.AsSpan().IndexOfAny('*', '?', '[') >= 0;
        var place = isPattern ? SshLayout.FolderOf(pattern) : pattern;
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var file in machine.ReadAsync([place], cancellationToken).ConfigureAwait(false))
        {
            using (file)
            {
                if (file.Content is { } content && (!isPattern || Wildcard.IsMatch(pattern, file.Path)))
                {
                    texts[file.Path] = Encoding.UTF8.GetString(content.Span);
                }
            }
        }

        return texts.Values;
    }
}
