using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Core.Stores;

namespace Mim.Composition;

/// <summary>Makes the recipients of a new store; without any wish, a key file in its default place.</summary>
internal sealed class NewRecipients(IKeyFiles keyFiles, IDataProtector protector, TimeProvider time)
{
    public IReadOnlyList<Recipient> Make(NewStore options, string defaultKeyFile)
    {
        var now = time.GetUtcNow();
        var recipients = new List<Recipient>();
        if (options.KeyFile is not null || options.IsEmpty)
        {
            recipients.Add(RecipientFactory.KeyFile("key file", options.KeyFile ?? defaultKeyFile, keyFiles, now));
        }

        if (options.Passphrase is { } passphrase)
        {
            recipients.Add(RecipientFactory.Passphrase("passphrase", passphrase, now));
        }

        for (var index = 0; index < options.Certificates.Count; index++)
        {
            var label = options.Certificates.Count == 1 ? "certificate" : $"certificate {index + 1}";
            recipients.Add(RecipientFactory.Certificate(label, options.Certificates[index], now));
        }

        if (options.Dpapi)
        {
            recipients.Add(RecipientFactory.Dpapi("dpapi", protector, now));
        }

        return recipients;
    }
}
