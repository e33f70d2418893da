using Mim.Testing.Contracts;

namespace Mim.Delivery.Tests;

public sealed class FileWriterTests() : FileWriterContract(new FileWriter());
