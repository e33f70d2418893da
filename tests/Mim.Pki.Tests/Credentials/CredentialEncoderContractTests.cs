using Mim.Pki.Credentials;
using Mim.Testing.Contracts;

namespace Mim.Pki.Tests.Credentials;

public sealed class CredentialEncoderContractTests() : CredentialEncoderContract(new CredentialEncoder());
