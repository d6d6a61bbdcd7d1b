/**
 * An answer whose body is text that is there already. It is a `Response` in all it says, and hands
 * the text out as it is: a body made into a stream and read back costs more than most requests.
 */
export class TextResponse extends Response {
  private streamed: Response | undefined;

  constructor(
    private readonly content: string,
    init: ResponseInit,
  ) {
    super(null, init);
  }

  private get whole(): Response {
    this.streamed ??= new Response(this.content);
    return this.streamed;
  }

  override get body(): Response['body'] {
    return this.whole.body;
  }

  override async text(): Promise<string> {
    return this.content;
  }

  override async json(): Promise<unknown> {
    return JSON.parse(this.content);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.whole.arrayBuffer();
  }

  override blob(): Promise<Blob> {
    return this.whole.blob();
  }

  override clone(): TextResponse {
    return new TextResponse(this.content, {
      status: this.status,
      statusText: this.statusText,
      headers: this.headers,
    });
  }
}
