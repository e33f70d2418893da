using System.Globalization;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Discovery;
using Mim.Core.Ports;

namespace Mim.Delivery.Services;

/// <summary>
/// Proves by handshakes that every listener of a service serves exactly one certificate: one handshake is carried to its end, which
/// shows that the service has the key, and the others until the certificate was shown.
/// </summary>
internal sealed class ListenerProver(IEndpointProbe probe, IHostResolver resolver, ICertificateReader reader, TimeProvider time)
{
    /// <summary>So many handshakes with each listener at once, so that those who share its port are met.</summary>
    private const int AtOnce = 4;

    /// <summary>So many times in a row all must serve it before the old ones are taken to be gone.</summary>
    private const int Rounds = 3;

    private const int MostAtOnce = 64;
    private const string Rsa = "Rsa";
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);
    private readonly ListenerQuestions _questions = new(resolver);

    /// <summary>Asks every listener several times. Says who does not serve the leaf; null when all do.</summary>
    public Task<string?> TroubleAsync(ListenerSet listeners, byte[] leaf, CancellationToken cancellationToken) =>
        TroubleAsync(listeners, leaf, whole: 1, cancellationToken);

    /// <summary>
    /// Waits until a reload has reached every listener: after it, workers of before may answer for a moment. Says what is still
    /// wrong when their time-out has passed; null when all serve the leaf.
    /// </summary>
    public async Task<string?> SettleAsync(ListenerSet listeners, byte[] leaf, CancellationToken cancellationToken)
    {
        if (listeners.Listeners.Count == 0)
        {
            return null;
        }

        var began = time.GetTimestamp();
        var pause = _shortest;
        for (var good = 0; ;)
        {
            var trouble = await TroubleAsync(listeners, leaf, whole: 0, cancellationToken).ConfigureAwait(false);
            good = trouble is null ? good + 1 : 0;
            if (good == Rounds || (trouble is not null && time.GetElapsedTime(began) >= listeners.Timeout))
            {
                return trouble;
            }

            pause = trouble is null ? _shortest : Shorter(pause * 2, _longest);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    /// <param name="listeners">The listeners.</param>
    /// <param name="leaf">What they must serve.</param>
    /// <param name="whole">How many of the handshakes with each are carried to their end.</param>
    /// <param name="cancellationToken">Stops all.</param>
    private async Task<string?> TroubleAsync(ListenerSet listeners, byte[] leaf, int whole, CancellationToken cancellationToken)
    {
        if (listeners.Listeners.Count == 0)
        {
            return null;
        }

        var facts = reader.Read(leaf);
        var (questions, lost) = await _questions.OfAsync(listeners, facts, cancellationToken).ConfigureAwait(false);
        if (lost.Count > 0)
        {
            return $"{lost[0]} has no address.";
        }

        var family = KeyFamily(facts.KeyAlgorithm);
        var kind = family == Rsa ? AskedCertificates.Rsa : AskedCertificates.NotRsa;
        using var places = new SemaphoreSlim(MostAtOnce);
        var all = questions.SelectMany(question =>
            Enumerable.Range(0, AtOnce).Select(number => question with { IsWhole = number < whole, Asked = kind }));
        var asked = all.Select(async question =>
        {
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await TroubleAsync(question, leaf, family, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        });
        var troubles = await Task.WhenAll(asked).ConfigureAwait(false);
        return Array.Find(troubles, trouble => trouble is not null);
    }

    private async Task<string?> TroubleAsync(EndpointQuestion question, byte[] leaf, string family, CancellationToken cancellationToken)
    {
        var answer = await probe.AskAsync(question, cancellationToken).ConfigureAwait(false);
        var shown = answer.Chains.Select(chain => chain.Certificates[0]).ToList();
        if (IsServed(shown, leaf, family))
        {
            return null;
        }

        // It may prefer a certificate of another kind, want one of ours before it ends the handshake, or be followed by none of the two.
        var other = await probe.AskAsync(question with { IsWhole = !question.IsWhole }, cancellationToken).ConfigureAwait(false);
        shown.AddRange(other.Chains.Select(chain => chain.Certificates[0]));
        if (IsServed(shown, leaf, family))
        {
            return null;
        }

        var where = string.Create(
            CultureInfo.InvariantCulture, $"{new ServiceListener(question.Address.ToString(), question.Port)}{(question.ServerName is { } name ? $" ({name})" : "")}");
        return shown.Count == 0
            ? $"{where} shows no certificate: {answer.Status}{(answer.Detail is { } detail ? $", {detail}" : "")}."
            : $"{where} serves another certificate.";
    }

    private bool IsServed(List<byte[]> shown, byte[] leaf, string family) =>
        shown.Exists(certificate => certificate.AsSpan().SequenceEqual(leaf))
        && shown.TrueForAll(certificate => certificate.AsSpan().SequenceEqual(leaf) || FamilyOf(certificate) != family);

    private string? FamilyOf(byte[] certificate)
    {
        try
        {
            return KeyFamily(reader.Read(certificate).KeyAlgorithm);
        }
        catch (MimException)
        {
            return null;
        }
    }

    // EcdsaP256 and EcdsaP384 are served to the same clients.
    private static string KeyFamily(string algorithm) => algorithm.StartsWith("Ecdsa", StringComparison.Ordinal) ? "Ecdsa"
        : algorithm.StartsWith(Rsa, StringComparison.Ordinal) ? Rsa
        : algorithm;
}
